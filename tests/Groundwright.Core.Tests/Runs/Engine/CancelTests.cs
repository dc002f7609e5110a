using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class CancelTests
{
    private bool later;

    [Fact, Covers("R6")]
    public async Task A_waiting_run_is_cancelled_and_can_go_on_after_all()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            await run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "it waits"));
            later = true;
        }
        ));
        await bench.Drive();
        bench.Cancel();
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Cancelled);
        state.Problem!.Summary.ShouldBe("cancelled by ada: enough");
        state.Phases.ShouldHaveSingleItem().Problem!.Code.ShouldBe(RunProblems.Cancelled.Id);
        (await bench.Retry()).Status.ShouldBe(RunStatus.Waiting);
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        later.ShouldBeTrue();
    }

    [Fact, Covers("R6", "X5")]
    public async Task A_step_that_is_cancelled_ends_the_run_without_a_failure_of_its_own()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("test", run => run.Step("long", null, async scope =>
        {
            bench!.Cancel();
            await Task.Delay(Timeout.Infinite, scope.Cancellation);
            return 0;
        })), ("ship", _ => Task.FromResult(later = true)));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Cancelled);
        bench.Events.ShouldNotContain(fact => fact is StepFailed);
        later.ShouldBeFalse();
    }

    [Fact, Covers("R6")]
    public async Task A_run_cancelled_between_two_phases_does_not_begin_the_second()
    {
        using var bench = new EngineBench(("test", _ => Task.CompletedTask), ("ship", _ => Task.FromResult(later = true)));
        bench.Append(new PhaseStarted("test", 1));
        bench.Append(new PhaseEnded("test", 1, null, "done", new Dictionary<string, string>()));
        bench.Cancel();
        (await bench.Drive()).Status.ShouldBe(RunStatus.Cancelled);
        bench.State.Phases.ShouldHaveSingleItem().Problem.ShouldBeNull();
        later.ShouldBeFalse();
    }

    [Fact, Covers("R6", "X5")]
    public async Task A_cancelled_effect_is_interrupted_and_drained_and_its_exit_is_recorded()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("ship", run => run.Once("apply", null, Effects.Of(Effects.Long(bench!)))));
        var drive = bench.Drive();
        await OnceTests.Until(() => Effects.Count(bench) == 1);
        bench.Cancel();
        (await drive).Status.ShouldBe(RunStatus.Cancelled);
        var step = bench.State.Steps["ship.1/apply"];
        step.Completed.ShouldNotBeNull();
        step.Unknown.ShouldBeNull();
        File.ReadAllText(RunLogs.FileOf(bench.Directory, bench.State, step.Key)).ShouldBe("begun\ninterrupted\n");
    }

    [Fact, Covers("R6", "X5")]
    public async Task An_effect_that_goes_on_without_us_is_drained_by_whoever_finds_the_cancel()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("ship", run => run.Once("apply", null, Effects.Of(Effects.Long(bench!)))));
        using var shutdown = new CancellationTokenSource();
        var drive = bench.DriveUntil(shutdown.Token);
        await OnceTests.Until(() => Effects.Count(bench) == 1);
        await shutdown.CancelAsync();
        await drive.ShouldThrowAsync<OperationCanceledException>();
        bench.Cancel();
        (await bench.Drive()).Status.ShouldBe(RunStatus.Cancelled);
        bench.State.Steps["ship.1/apply"].Completed.ShouldNotBeNull();
        Effects.Count(bench).ShouldBe(1);
    }

    [Fact, Covers("R6", "X5")]
    public async Task A_forced_cancel_kills_the_effect_and_says_that_its_end_is_unknown()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("ship", run =>
            run.Once("apply", null, Effects.Of($"trap '' INT TERM; echo x >> '{bench!["count"]}'; while :; do sleep 0.1; done"))));
        var drive = bench.Drive();
        await OnceTests.Until(() => Effects.Count(bench) == 1);
        bench.Cancel(force: true);
        var state = await drive;
        state.Status.ShouldBe(RunStatus.Cancelled);
        state.Steps["ship.1/apply"].Unknown.ShouldNotBeNull();
        state.Problem!.Detail.ShouldBe("It cannot be told how far these came: ship.1/apply.");
    }

    [Fact, Covers("X5")]
    public async Task A_shutdown_writes_no_outcome_and_the_run_goes_on_later()
    {
        using var shutdown = new CancellationTokenSource();
        using var bench = new EngineBench(("test", run => run.Step("long", null, async scope =>
        {
            if (scope.Attempt > 1) return 1;
            await shutdown.CancelAsync();
            await Task.Delay(Timeout.Infinite, scope.Cancellation);
            return 0;
        })));
        await Should.ThrowAsync<OperationCanceledException>(() => bench.DriveUntil(shutdown.Token));
        bench.Events.ShouldNotContain(fact => fact is PhaseEnded || fact is RunEnded || fact is StepFailed);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
    }

    [Fact, Covers("X5")]
    public async Task What_fails_because_of_a_shutdown_is_no_failure_of_the_run()
    {
        using var shutdown = new CancellationTokenSource();
        using var bench = new EngineBench(("test", async _ =>
        {
            if (shutdown.IsCancellationRequested) return;
            await shutdown.CancelAsync();
            throw new GroundwrightException(Problem.Of(RunProblems.EffectFailed, "the connection was lost"));
        }
        ));
        await Should.ThrowAsync<OperationCanceledException>(() => bench.DriveUntil(shutdown.Token));
        bench.Events.ShouldNotContain(fact => fact is PhaseEnded || fact is RunEnded);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
    }
}
