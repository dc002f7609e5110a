using System.Diagnostics;
using Groundwright.Adapters.Agents;
using Groundwright.Adapters.Agents.Acp;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents.Acp;

/// <summary>What can go wrong with an agent of the protocol.</summary>
[Covers("F4", "A14")]
public sealed class AcpFailureTests : IDisposable
{
    private readonly AcpBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("error -32000 Authentication required", "GW1520")]
    [InlineData("error 401 no", "GW1520")]
    [InlineData("error -32603 Internal error: API key not valid", "GW1520")]
    [InlineData("error -32603 API Error: 429 slow down", "GW1521")]
    [InlineData("error -32603 API Error: 529 overloaded", "GW1522")]
    [InlineData("error 500 internal", "GW1523")]
    [InlineData("error -32603 stream terminated", "GW1524")]
    [InlineData("error -32603 something else", "GW1505")]
    [InlineData("stop refusal", "GW1525")]
    [InlineData("stop max_tokens", "GW1505")]
    [InlineData("stop max_turn_requests", "GW1505")]
    [InlineData("stop cancelled", "GW1505")]
    [InlineData("stop weather", "GW1505")]
    [InlineData("die 0", "GW1518")]
    [InlineData("die 3", "GW1518")]
    [InlineData("version 2", "GW1505")]
    public async Task It_is_told_by_its_kind_and_what_was_written_does_not_count(string end, string code)
    {
        var outcome = await bench.Play("forgets", "write a.txt x", end);

        outcome.Problem!.Code.Id.ShouldBe(code, outcome.Problem.Detail);
        outcome.Problem.Remedies.ShouldNotBeEmpty();
        bench.Judge(outcome, "a.txt").Problem.ShouldBe(outcome.Problem);
    }

    [Fact]
    public async Task Turns_that_were_used_up_are_told_so()
    {
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Turns = 3 } };

        (await bench.Play("stop max_turn_requests")).Problem!.Code.ShouldBe(AgentProblems.TurnsUsed);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_before_anything_is_begun()
    {
        var agent = BuiltInAgents.Catalog(RecordingRunner.Real, AgentBench.OpenGround, TimeProvider.System)
            .Create(new() { Use = "acp", Command = ["./no/such-agent"] }, new AgentPlace(bench.InTree("")))!;

        agent.Missing().Single().Code.Id.ShouldBe("GW3001");
        (await agent.Work(bench.Task, _ => { }, TestContext.Current.CancellationToken)).Usage.Tokens.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_is_not_set_is_said_before_anything_is_begun()
    {
        var settings = new AgentSettings { Use = "acp", Command = [StubTool.Path, "acp"], Environment = ["CODEX_API_KEY"] };
        var agent = CodingCliAgent.Create(AnyAcp.Of(settings, new AgentPlace("/")), settings, new CodingCliParts(RecordingRunner.Real, AgentBench.OpenGround, TimeProvider.System, _ => null), []);

        var missing = agent.Missing().Single();

        missing.Code.ShouldBe(AgentProblems.NotSignedIn);
        missing.Remedies[0].Command.ShouldBe("export CODEX_API_KEY=...");
        (await agent.Work(bench.Task, _ => { }, TestContext.Current.CancellationToken)).Problem!.Code.ShouldBe(AgentProblems.NotSignedIn);
    }

    [Fact]
    public void What_it_lacks_in_the_settings_is_said_all_at_once()
    {
        var catalog = BuiltInAgents.Catalog(RecordingRunner.Real, AgentBench.OpenGround, TimeProvider.System);

        Should.Throw<GroundwrightException>(() => catalog.Create(new() { Use = "acp", Usd = 3, Tokens = 5000 }, new AgentPlace("/"))).Problems.Count.ShouldBe(3);
        Should.Throw<GroundwrightException>(() => catalog.Create(new() { Use = "opencode", Turns = 3 }, new AgentPlace("/"))).Problems.Select(problem => problem.Summary)
            .ShouldBe(["the agent `opencode` has no model", "the agent `opencode` cannot keep `limits: turns`"]);
    }

    [Fact]
    public async Task One_that_hangs_is_silence()
    {
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Silence = TimeSpan.FromSeconds(1) } };

        (await bench.Play("hang")).Problem!.Code.ShouldBe(AgentProblems.Silent);
    }

    [Theory]
    [Covers("R6", "X5")]
    [InlineData("child", 4)]
    [InlineData("deaf", 15)]
    public async Task Cancelled_it_is_asked_to_stop_and_no_process_is_left(string hanging, int seconds)
    {
        Needs.Linux();
        var marker = $"3{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";
        using var cancel = new CancellationTokenSource();
        // The mark is in the command line of the agent, and in that of its child where it has one.
        var work = bench.PlayUntil(cancel.Token, $"plan {marker}", hanging == "child" ? $"child {marker}" : hanging);
        while (!bench.Events.OfType<AgentMessage>().Any() && !work.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        var begun = Stopwatch.GetTimestamp();

        await cancel.CancelAsync();
        await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        work.IsCanceled.ShouldBeTrue();
        Stopwatch.GetElapsedTime(begun).TotalSeconds.ShouldBeLessThan(seconds);
        bench.Events.OfType<AgentUsed>().Count().ShouldBe(1);
        ChildProcess.Run("pgrep", ["-f", marker]).ExitCode.ShouldBe(1, "nothing carries the mark");
    }
}
