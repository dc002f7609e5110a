using Groundwright.Adapters.Tests.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>A real agent of the protocol at work; only the model is played. What holds for each of them.</summary>
public abstract class RealAcpTests
{
    /// <summary>What the prompt is known by.</summary>
    protected const string Marker = "# Task: do it";

    /// <summary>Its last turn.</summary>
    protected static readonly Turn Done = new("It is written.");

    /// <summary>A tree, the agent, and a model that plays the script.</summary>
    private protected abstract Task<CliBench> Start(ModelScript script, bool confined = false, string? key = null);

    /// <summary>Writes a file. The path is absolute.</summary>
    private protected abstract ToolCall Write(string path, string content);

    /// <summary>Runs a command.</summary>
    private protected abstract ToolCall Shell(string command);

    /// <summary>Names of the tools that a request offers.</summary>
    private protected abstract IEnumerable<string?> Tools(ModelRequest request);

    /// <summary>Whether it cannot be kept from files of its own, so that work beside them is refused where nothing keeps it in.</summary>
    private protected virtual bool IsSteered => false;

    [Fact]
    [Covers("F4")]
    public async Task It_edits_the_tree_and_is_judged_done()
    {
        CliBench? bench = null;
        bench = await Start(new ModelScript().When(Marker, _ => [new Turn("I write it.", Write(bench!.InTree("infra/main.tf"), "resource {}\n")), Done]));
        await using var _ = bench;

        var outcome = await bench.Work();

        outcome.Problem.ShouldBeNull(Said(bench, outcome));
        outcome.Text.ShouldBe("It is written.");
        File.ReadAllText(bench.InTree("infra/main.tf")).ShouldBe("resource {}\n");
        bench.Events.ShouldContain(new AgentMessage("I write it."));
        bench.Events.ShouldContain(new AgentFileChange("infra/main.tf"));
        outcome.Usage.Tokens!.Value.ShouldBeInRange(1, bench.Model.Tokens);
        bench.Judge(outcome).Problem.ShouldBeNull();
        bench.Model.Refusals.ShouldBeEmpty();
    }

    [Fact]
    [Covers("T5")]
    public async Task What_the_repository_says_about_it_has_no_effect()
    {
        CliBench? bench = null;
        bench = await Start(new ModelScript().When(Marker, _ => [new Turn("", Write(bench!.InTree("done.txt"), "x")), Done]));
        await using var _ = bench;
        foreach (var (path, content) in HostileFiles.In(bench.Tree)) bench.Write(path, content);

        var outcome = await bench.Work();

        outcome.Problem?.Code.ShouldBe(IsSteered ? AgentProblems.Misconfigured : null!, Said(bench, outcome));
        File.Exists(bench.InTree("done.txt")).ShouldBe(!IsSteered);
        HostileFiles.Effects.Where(effect => File.Exists(bench.InTree(effect))).ShouldBeEmpty();
        bench.Model.Requests.ShouldAllBe(request => !request.Body.ToJsonString().Contains("rhubarb"));
    }

    [Fact]
    [Covers("A14")]
    public async Task A_key_that_is_refused_is_said_so_and_not_tried_again()
    {
        await using var bench = await Start(new ModelScript().When(Marker, Done), key: "wrong");

        var outcome = await bench.Work();

        outcome.Problem!.Code.ShouldBe(AgentProblems.KeyRefused, Said(bench, outcome));
        outcome.Problem.Retry.CanHelp.ShouldBeFalse();
        bench.Model.Requests.ShouldBeEmpty();
    }

    [Fact]
    [Covers("F2")]
    public async Task Where_nothing_keeps_it_in_it_has_no_shell_and_what_it_writes_outside_is_refused()
    {
        using var outside = new TemporaryDirectory();
        await using var bench = await Start(new ModelScript().When(Marker, new Turn("", Write(outside["a.txt"], "x")), Done));

        var outcome = await bench.Work();

        File.Exists(outside["a.txt"]).ShouldBeFalse();
        // Where its own rules refuse it first, nothing was asked, and nothing was changed.
        bench.Judge(outcome, change: true).Problem!.Code.ShouldBeOneOf(AgentProblems.Denied, AgentProblems.NothingChanged);
        var shell = Shell("true").Name;
        bench.Model.Requests.Where(request => !request.Aside).SelectMany(Tools).ShouldNotContain(shell);
    }

    [Fact]
    public async Task A_stream_that_is_dropped_once_is_got_over_or_told()
    {
        CliBench? bench = null;
        bench = await Start(new ModelScript().When(Marker, _ => [new Turn("Written.", Write(bench!.InTree("a.txt"), "x")) { Fault = new Fault(FaultKind.Dropped, Times: 1) }, Done]));
        await using var _ = bench;

        var outcome = await bench.Work();

        if (outcome.Problem is { } problem) problem.Retry.CanHelp.ShouldBeTrue(Said(bench, outcome));
        else File.Exists(bench.InTree("a.txt")).ShouldBeTrue();
    }

    [Fact]
    [Covers("R6", "X5")]
    public async Task Cancelled_while_a_tool_runs_neither_it_nor_the_tool_goes_on()
    {
        Needs.Linux();
        await using var bench = await Start(new ModelScript().When(Marker, new Turn("", Shell("sh work.sh")), new Turn("", Shell("touch further")), Done), confined: true);
        bench.Write("work.sh", $"sleep {bench.Marker}\n");
        using var cancel = new CancellationTokenSource();
        var work = bench.WorkUntil(cancel.Token);
        while (bench.Left().Count == 0 && !work.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        work.IsCompleted.ShouldBeFalse(work.IsCompletedSuccessfully ? Said(bench, await work) : "");

        await cancel.CancelAsync();
        await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        work.IsCanceled.ShouldBeTrue();

        bench.Left().ShouldBeEmpty();
        File.Exists(bench.InTree("further")).ShouldBeFalse();
    }

    /// <summary>What happened, when it was not what was expected.</summary>
    private protected static string Said(CliBench bench, AgentOutcome outcome) =>
        $"{outcome.Problem?.Summary}\n{outcome.Problem?.Detail}\n{string.Join('\n', bench.Model.Refusals)}\n{string.Join('\n', bench.Events.Where(seen => seen is not AgentOutput).TakeLast(20).Select(seen => seen.ToString()![..Math.Min(700, seen.ToString()!.Length)]))}";
}
