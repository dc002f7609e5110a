using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class SuspensionTests
{
    private int effects;

    public static TheoryData<string> Calls => ["step", "observe", "once", "gate", "sleep", "tree", "worktree"];

    [Theory, MemberData(nameof(Calls)), Covers("J7")]
    public async Task After_a_suspension_every_call_refuses(string call)
    {
        Problem? refused = null;
        using var bench = new EngineBench(("test", async run =>
        {
            await run.Worktree("branch", "head");
            try
            {
                await Wait(run);
            }
            catch (RunSuspendedException)
            {
                refused = (await Should.ThrowAsync<GroundwrightException>(() => Call(run, call))).Problem;
                throw;
            }
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        refused!.Code.ShouldBe(RunProblems.PhaseMisbehaved);
        effects.ShouldBe(0);
    }

    [Fact, Covers("J7")]
    public async Task The_outcome_of_a_phase_that_swallows_its_suspension_is_discarded()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            try
            {
                await Wait(run);
            }
            catch (RunSuspendedException)
            {
                effects = 0;
            }
        }
        ));
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Waiting);
        state.Phases.ShouldHaveSingleItem().Ended.ShouldBeNull();
    }

    [Fact, Covers("J7")]
    public async Task A_finally_that_calls_a_step_after_the_suspension_makes_no_effect()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            try
            {
                await Wait(run);
            }
            finally
            {
                await Call(run, "step");
            }
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        effects.ShouldBe(0);
        bench.State.Steps.ShouldBeEmpty();
        bench.State.Phases.ShouldHaveSingleItem().Ended.ShouldBeNull();
    }

    [Fact, Covers("J7")]
    public async Task A_phase_that_ends_with_a_step_still_open_fails_once_that_step_has_ended()
    {
        var ended = false;
        using var bench = new EngineBench(("test", run =>
        {
            _ = run.Step("open", null, async scope =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, scope.Cancellation);
                }
                finally
                {
                    ended = true;
                }
                return 0;
            });
            return Task.CompletedTask;
        }
        ));
        bench.Seen = fact =>
        {
            if (fact is PhaseEnded) ended.ShouldBeTrue();
        };
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Failed);
        state.Problem!.Code.ShouldBe(RunProblems.PhaseMisbehaved.Id);
        ended.ShouldBeTrue();
    }

    [Fact, Covers("J7")]
    public async Task A_step_beside_a_gate_has_ended_when_the_run_waits_and_runs_again_when_it_goes_on()
    {
        var going = 0;
        using var bench = new EngineBench(("test", async run =>
        {
            var beside = run.Step("beside", null, async scope =>
            {
                Interlocked.Increment(ref going).ShouldBe(1);
                try
                {
                    if (++effects == 1) await Task.Delay(Timeout.Infinite, scope.Cancellation);
                }
                finally
                {
                    Interlocked.Decrement(ref going);
                }
                return 0;
            });
            await Wait(run);
            await beside;
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        going.ShouldBe(0);
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        effects.ShouldBe(2);
    }

    private static Task Wait(IRun run) => run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "it waits"));

    private Task Call(IRun run, string call) => call switch
    {
        "step" => run.Step("late", null, _ => Task.FromResult(++effects)),
        "observe" => run.Observe("late", null, _ => Task.FromResult<string?>(null), _ => Task.FromResult($"{++effects}")),
        "once" => run.Once("late", null, new OnceEffect
        {
            Command = _ => throw new InvalidOperationException($"{++effects}"),
            Guards = _ => throw new InvalidOperationException($"{++effects}"),
            Settle = (_, _) => throw new InvalidOperationException($"{++effects}"),
        }),
        "gate" => run.Gate("late", new GateRequest("late", GateKind.Approval, "late", "")),
        "sleep" => run.Sleep("late", TimeSpan.Zero),
        "tree" => run.ChangeTree("late", null, _ => Task.FromResult(++effects)),
        _ => run.Worktree("branch", "head"),
    };
}
