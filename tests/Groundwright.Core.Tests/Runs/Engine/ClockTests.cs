using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Tests.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class ClockTests
{
    [Fact, Covers("J5")]
    public async Task A_clock_that_jumps_changes_neither_who_owns_a_run_nor_the_order_of_its_events()
    {
        EngineBench? bench = null;
        var refusals = new List<ProblemCode>();
        using var made = bench = new EngineBench(("test", async run =>
        {
            for (var i = 0; i < 6; i++)
            {
                await run.Step($"look/{i}", null, _ =>
                {
                    refusals.Add(StoreFolder.Refusal(() => bench!.Store.Open(run.Id).Dispose()).Code);
                    return Task.FromResult(i);
                });
            }
            await run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "to be restarted"));
        }
        ))
        { Time = new JumpingTime() };
        await bench.Drive();
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        refusals.ShouldBe(Enumerable.Repeat(RunProblems.Held, 6));
        var events = bench.Events;
        events.Select(fact => fact.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (long)number));
        events.Zip(events.Skip(1)).ShouldContain(pair => pair.Second.At < pair.First.At);
    }

    /// <summary>A year forwards, two back, and again.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private int calls;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddDays(Interlocked.Increment(ref calls) % 2 == 0 ? -365 : 365);
    }
}
