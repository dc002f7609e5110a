using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class RetryTests
{
    private readonly Dictionary<string, int> calls = [];
    private bool broken = true;

    [Fact, Covers("R5")]
    public async Task A_retry_runs_the_failed_step_again_and_no_other()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            await run.Step("good", null, _ => Task.FromResult(Call("good")));
            await run.Step("bad", null, _ => broken ? throw Fault(Retry.Never) : Task.FromResult(Call("bad")));
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed);
        bench.State.Steps["test.1/bad"].Problem!.Code.ShouldBe("GW1699");
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed, "a failed run stays failed until somebody asks");
        broken = false;
        (await bench.Retry()).Status.ShouldBe(RunStatus.Open);
        calls.ShouldBe(new Dictionary<string, int> { ["good"] = 1, ["bad"] = 1 }, ignoreOrder: true);
        bench.State.Steps["test.1/bad"].Attempts.ShouldBe(2);
    }

    [Fact, Covers("R5")]
    public async Task A_passing_fault_is_tried_three_times_within_the_step()
    {
        using var bench = new EngineBench(("test", run => run.Step("busy", null, _ =>
            Call("busy") < 4 ? throw Fault(new Retry(true, TimeSpan.Zero)) : Task.FromResult(0))));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed);
        calls["busy"].ShouldBe(3);
        (await bench.Retry()).Status.ShouldBe(RunStatus.Open);
        bench.State.Steps["test.1/busy"].Attempts.ShouldBe(4);
    }

    [Fact, Covers("R5")]
    public async Task A_phase_whose_verdict_came_from_remembered_results_begins_anew()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            if (await run.Step("look", null, _ => Task.FromResult(Call("look"))) == 1) throw Fault(Retry.Never);
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed);
        (await bench.Retry()).Status.ShouldBe(RunStatus.Open);
        bench.State.Phases.Select(phase => phase.Occurrence).ShouldBe([1, 2]);
    }

    [Fact, Covers("X2")]
    public async Task A_phase_that_started_an_effect_begins_anew()
    {
        using var bench = new EngineBench(("ship", async run =>
        {
            await run.Once("apply", null, Effects.Of("true"));
            await run.Step("verify", null, _ => broken ? throw Fault(Retry.Never) : Task.FromResult(0));
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed);
        broken = false;
        (await bench.Retry()).Status.ShouldBe(RunStatus.Open);
        bench.State.Steps.Keys.Order(StringComparer.Ordinal).ShouldBe(["ship.1/apply", "ship.1/verify", "ship.2/apply", "ship.2/verify"]);
    }

    [Fact, Covers("J1")]
    public async Task An_observable_step_is_looked_for_before_it_is_done_again()
    {
        using var bench = new EngineBench(("ship", run => run.Observe("push", null,
            _ => Task.FromResult<string?>($"found {Call("look")}"),
            _ => Call("act") == 1 ? throw Fault(Retry.Never) : Task.FromResult("acted"))));
        await bench.Drive();
        calls.ShouldNotContainKey("look");
        (await bench.Retry()).Steps["ship.1/push"].Result.GetString().ShouldBe("found 1");
        calls["act"].ShouldBe(1);
    }

    [Fact, Covers("J1")]
    public async Task A_defect_in_a_phase_fails_the_run_and_not_the_process()
    {
        using var bench = new EngineBench(("test", _ => throw new FormatException("oops")));
        var state = await bench.Drive();
        state.Problem!.Code.ShouldBe(RunProblems.Unexpected.Id);
        File.ReadAllText(Path.Combine(bench.Directory, "fault.txt")).ShouldContain(nameof(FormatException));
    }

    [Fact, Covers("J1")]
    public async Task A_run_whose_process_died_after_its_phase_failed_has_failed()
    {
        using var bench = new EngineBench(("test", run => run.Step("a", null, _ => Task.FromResult(Call("a")))));
        bench.Append(new PhaseStarted("test", 1));
        bench.Append(new PhaseEnded("test", 1, ProblemRecord.Of(Fault(Retry.Never).Problem), "no", new Dictionary<string, string>()));
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Failed);
        state.Problem!.Code.ShouldBe("GW1699");
        calls.ShouldBeEmpty();
    }

    [Fact, Covers("J1")]
    public async Task A_run_whose_process_died_after_its_last_phase_has_succeeded()
    {
        using var bench = new EngineBench(("final", _ => Task.CompletedTask));
        bench.Append(new PhaseStarted("final", 1));
        bench.Append(new PhaseEnded("final", 1, null, "shipped", new Dictionary<string, string>()) { Final = true });
        (await bench.Drive()).Status.ShouldBe(RunStatus.Succeeded);
        bench.Events.OfType<RunEnded>().Count().ShouldBe(1);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Succeeded);
        bench.Events.OfType<RunEnded>().Count().ShouldBe(1);
    }

    private int Call(string name) => calls[name] = calls.GetValueOrDefault(name) + 1;

    private static GroundwrightException Fault(Retry retry) =>
        new(Problem.Of(new ProblemCode("GW1699", "a fault of the test"), "it does not work") with { Retry = retry });
}
