using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Testing;
using ModelStandIn;

namespace Groundwright.Adapters.Tests.Agents.CodingClis;

/// <summary>Everything that was seen to go wrong with Codex, with the real one.</summary>
[Covers("F4", "A14")]
public sealed class CodexFailureTests
{
    private const string Marker = "# Task: do it";
    private static readonly Turn Done = new("Done.");

    [Fact]
    public async Task A_key_that_is_refused_is_said_so_and_not_tried_again()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker, Done), key: "wrong");

        var problem = (await bench.Work()).Problem!;

        problem.Code.ShouldBe(AgentProblems.KeyRefused);
        problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        problem.Retry.CanHelp.ShouldBeFalse();
        bench.Model.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(429, "GW1521")]
    [InlineData(500, "GW1523")]
    [InlineData(529, "GW1522")]
    public async Task A_passing_fault_of_the_model_that_lasts_is_told_by_its_kind(int status, string code)
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker, Done with { Fault = Fault.Of(status) }));

        var outcome = await bench.Work();

        outcome.Problem!.Code.Id.ShouldBe(code, outcome.Problem.Detail);
        outcome.Problem.Retry.CanHelp.ShouldBeTrue();
        outcome.Usage.Tokens.ShouldBeNull("it says nothing about work that failed");
        bench.Model.Requests.Count.ShouldBeLessThanOrEqualTo(27);
    }

    [Fact]
    public async Task After_a_passing_fault_it_goes_on_in_its_own_session_and_counts_all_of_it_once()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker,
            new Turn("First.", CodexTests.Write("first.txt", "1")),
            new Turn("Second.", CodexTests.Write("second.txt", "2")) { Fault = Fault.Of(500, times: 9) },
            Done));

        var outcome = await bench.Work();

        outcome.Problem.ShouldBeNull();
        bench.Events.OfType<AgentMessage>().ShouldContain(message => message.Text.Contains("goes on in"), "its own retries alone must not be enough");
        bench.Events.OfType<AgentFileChange>().Select(change => change.Path).ShouldBe(["first.txt", "second.txt"]);
        outcome.Usage.Tokens.ShouldBe(bench.Model.Tokens);
        bench.Events.OfType<AgentUsed>().Count().ShouldBe(1);
        bench.Model.Refusals.ShouldBeEmpty();
    }

    [Fact]
    [Covers("F2")]
    public async Task A_write_outside_the_tree_is_denied_and_the_work_does_not_count()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker, new Turn("", CodexTests.Write("/outside-groundwright.txt", "x")), Done));

        var outcome = await bench.Work();

        File.Exists("/outside-groundwright.txt").ShouldBeFalse();
        bench.Events.OfType<AgentDenied>().Single().What.ShouldContain("writing outside of the project");
        bench.Judge(outcome).Problem!.Code.ShouldBe(AgentProblems.Denied);
    }

    [Fact]
    public async Task A_stream_that_is_dropped_once_is_got_over()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker,
            new Turn("Written.", CodexTests.Write("a.txt", "x")) { Fault = new Fault(FaultKind.Dropped, Times: 1) }, Done));

        (await bench.Work()).Problem.ShouldBeNull();

        File.Exists(bench.InTree("a.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stream_that_is_always_dropped_is_a_lost_connection()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker, new Turn("Written.") { Fault = new Fault(FaultKind.Dropped) }));

        var problem = (await bench.Work()).Problem!;

        problem.Code.ShouldBe(AgentProblems.Unreachable, problem.Detail);
        problem.Retry.CanHelp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_model_that_hangs_is_silence()
    {
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker, Done with { Fault = new Fault(FaultKind.Hanging) }));
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Silence = TimeSpan.FromSeconds(8) } };

        (await bench.Work()).Problem!.Code.ShouldBe(AgentProblems.Silent);
    }

    [Fact]
    [Covers("R6", "X5")]
    public async Task Cancelled_while_a_tool_runs_neither_it_nor_the_tool_goes_on()
    {
        Needs.Linux();
        await using var bench = await CodexTests.Start(new ModelScript().When(Marker,
            new Turn("", CodexTests.Shell("sleep $(cat mark)")), new Turn("", CodexTests.Shell("touch further")), Done));
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
    }
}
