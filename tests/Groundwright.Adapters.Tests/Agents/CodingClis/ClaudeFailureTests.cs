using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.CodingClis;

/// <summary>Everything that was seen to go wrong with Claude Code, with the real one.</summary>
[Covers("F4", "A14")]
public sealed class ClaudeFailureTests
{
    private const string Marker = "# Task: do it";
    private static readonly Turn Done = new("Done.");

    [Fact]
    public async Task A_key_that_is_refused_is_said_so_and_not_tried_again()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, Done), key: "wrong");

        var problem = (await bench.Work()).Problem!;

        problem.Code.ShouldBe(AgentProblems.KeyRefused);
        problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        problem.Retry.CanHelp.ShouldBeFalse();
        problem.Remedies.ShouldContain(remedy => remedy.Command == "gw agents check claude");
        bench.Model.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429, "GW1521")]
    [InlineData(500, "GW1523")]
    [InlineData(529, "GW1522")]
    public async Task A_passing_fault_of_the_model_that_lasts_is_told_by_its_kind(int status, string code)
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, Done with { Fault = Fault.Of(status) }));

        var outcome = await bench.Work();

        outcome.Problem!.Code.Id.ShouldBe(code);
        outcome.Problem.Summary.ShouldContain($"{status}");
        outcome.Problem.Retry.CanHelp.ShouldBeTrue();
        outcome.Problem.Retry.After!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        outcome.Usage.Usd.ShouldBe(0);
        bench.Model.Requests.Count(request => !request.Aside).ShouldBeLessThanOrEqualTo(9);
    }

    [Fact]
    public async Task After_a_passing_fault_it_goes_on_in_its_own_session()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker,
            new Turn("First.", ClaudeTests.Write("first.txt", "1")),
            new Turn("Second.", ClaudeTests.Write("second.txt", "2")) { Fault = Fault.Of(529, times: 3) },
            Done));

        var outcome = await bench.Work();

        outcome.Problem.ShouldBeNull();
        bench.Events.OfType<AgentMessage>().ShouldContain(message => message.Text.Contains("goes on in"), "its own retries alone must not be enough");
        File.Exists(bench.InTree("second.txt")).ShouldBeTrue();
        bench.Events.OfType<AgentFileChange>().Select(change => change.Path).ShouldBe(["first.txt", "second.txt"]);
        outcome.Usage.Tokens.ShouldBe(bench.Model.Tokens);
        bench.Events.OfType<AgentUsed>().Count().ShouldBe(1);
        bench.Model.Refusals.ShouldBeEmpty();
    }

    [Fact]
    [Covers("F2")]
    public async Task A_write_outside_the_tree_is_denied_and_the_work_does_not_count()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, prompt => [new Turn("", ClaudeTests.Write("/outside-groundwright.txt", "x")), Done]));

        var outcome = await bench.Work();

        File.Exists("/outside-groundwright.txt").ShouldBeFalse();
        bench.Events.OfType<AgentDenied>().Single().What.ShouldBe("Write /outside-groundwright.txt");
        bench.Judge(outcome).Problem!.Code.ShouldBe(AgentProblems.Denied);
    }

    [Fact]
    public async Task Turns_are_bounded()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker,
            [.. Enumerable.Range(1, 9).Select(number => new Turn("More.", ClaudeTests.Write($"{number}.txt", "x")))]));
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Turns = 2 } };

        var problem = (await bench.Work()).Problem!;

        problem.Code.ShouldBe(AgentProblems.TurnsUsed);
        problem.Remedies[0].Command.ShouldBe("agent: { limits: { turns: 4 } }");
        File.Exists(bench.InTree("4.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task Money_is_bounded_and_what_was_spent_is_told()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker,
            [.. Enumerable.Range(1, 9).Select(number => new Turn("More.", ClaudeTests.Write($"{number}.txt", "x")))]));
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Usd = 0.001m } };

        var outcome = await bench.Work();

        outcome.Problem!.Code.ShouldBe(AgentProblems.BudgetUsed);
        outcome.Usage.Usd!.Value.ShouldBeGreaterThanOrEqualTo(0.001m);
        File.Exists(bench.InTree("4.txt")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_stream_that_is_dropped_once_is_got_over()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker,
            new Turn("Written.", ClaudeTests.Write("a.txt", "x")) { Fault = new Fault(FaultKind.Dropped, Times: 1) }, Done));

        (await bench.Work()).Problem.ShouldBeNull();

        File.Exists(bench.InTree("a.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_that_is_always_dropped_is_a_lost_connection()
    {
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, new Turn("Written.") { Fault = new Fault(FaultKind.Dropped) }));

        var problem = (await bench.Work()).Problem!;

        problem.Code.ShouldBe(AgentProblems.Unreachable);
        problem.Retry.CanHelp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_model_that_hangs_is_silence_and_nothing_is_left()
    {
        Needs.Linux();
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, Done with { Fault = new Fault(FaultKind.Hanging) }));
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Silence = TimeSpan.FromSeconds(8) }, RunId = bench.Marker };

        var outcome = await bench.Work();

        outcome.Problem!.Code.ShouldBe(AgentProblems.Silent);
        bench.Left().ShouldBeEmpty();
    }

    [Fact]
    [Covers("R6", "X5")]
    public async Task Cancelled_while_a_tool_runs_neither_it_nor_the_tool_goes_on()
    {
        Needs.Linux();
        await using var bench = await ClaudeTests.Start(new ModelScript().When(Marker, prompt =>
            [new Turn("", ClaudeTests.Bash("sleep $(cat mark)")), new Turn("", ClaudeTests.Bash("touch further")), Done]), confined: true);
        bench.Write("mark", bench.Marker);
        using var cancel = new CancellationTokenSource();
        var work = bench.WorkUntil(cancel.Token);
        while (bench.Left().Count == 0 && !work.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        work.IsCompleted.ShouldBeFalse();

        await cancel.CancelAsync();
        await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        work.IsCanceled.ShouldBeTrue();

        bench.Left().ShouldBeEmpty();
        File.Exists(bench.InTree("further")).ShouldBeFalse();
        bench.Events.OfType<AgentUsed>().Count().ShouldBe(1);
    }
}
