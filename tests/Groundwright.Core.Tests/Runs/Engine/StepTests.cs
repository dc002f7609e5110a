using Groundwright.Core.Runs;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class StepTests
{
    private int calls;

    [Fact, Covers("J6")]
    public async Task The_same_key_twice_stops_the_run()
    {
        using var bench = new EngineBench(("test", async run =>
        {
            await Count(run, "a");
            await Count(run, "a");
        }
        ));
        await ShouldDiffer(bench, "`test.1/a` was asked for twice");
        calls.ShouldBe(1);
    }

    [Fact, Covers("J6")]
    public async Task A_changed_input_stops_the_run_and_runs_nothing()
    {
        using var bench = new EngineBench(("test", Waiting(run => Count(run, "a", new { Version = 1 }))));
        await bench.Drive();
        bench.Rewrite("test", Waiting(run => Count(run, "a", new { Version = 2 })));
        await ShouldDiffer(bench, "another input");
        calls.ShouldBe(1);
    }

    [Fact, Covers("J6")]
    public async Task A_recorded_step_that_nobody_claims_stops_the_run()
    {
        using var bench = new EngineBench(("test", Waiting(run => Count(run, "a"))));
        await bench.Drive();
        bench.Rewrite("test", Waiting(run => Count(run, "b")));
        bench.Answer(approved: true);
        await ShouldDiffer(bench, "does not know: test.1/a");
    }

    [Fact, Covers("J6")]
    public async Task A_renamed_step_with_an_alias_is_remembered()
    {
        using var bench = new EngineBench(("test", Waiting(run => Count(run, "a"))));
        await bench.Drive();
        bench.Rewrite("test", Waiting(run => Count(run, "b")));
        bench.Renamed["test/b"] = "test/a";
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        calls.ShouldBe(1);
    }

    [Fact, Covers("J6")]
    public async Task Explicit_keys_tell_the_rounds_of_a_loop_apart_in_any_order()
    {
        var seen = new List<string>();
        Func<IRun, Task> Loop(params string[] names) => Waiting(async run =>
        {
            foreach (var name in names) seen.Add(await run.Step($"each/{name}", null, _ => Task.FromResult($"{name}{++calls}")));
        });
        using var bench = new EngineBench(("test", Loop("x", "y", "z")));
        await bench.Drive();
        bench.Rewrite("test", Loop("z", "x", "y"));
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        seen.ShouldBe(["x1", "y2", "z3", "z3", "x1", "y2"]);
    }

    [Fact, Covers("J6", "J1")]
    public async Task Remembered_results_are_not_computed_again_after_a_restart()
    {
        var results = new List<Finding?>();
        using var bench = new EngineBench(("test", Waiting(async run =>
        {
            results.Add(await run.Step("full", new[] { 1, 2 }, _ => Task.FromResult<Finding?>(new Finding("ü\n", ++calls))));
            results.Add(await run.Step("none", null, _ => Task.FromResult<Finding?>(calls++ < 0 ? new Finding("", 0) : null)));
        })));
        await bench.Drive();
        bench.Answer(approved: true);
        await bench.Drive();
        calls.ShouldBe(2);
        results.ShouldBe([new Finding("ü\n", 1), null, new Finding("ü\n", 1), null]);
    }

    [Fact, Covers("J7")]
    public async Task Parallel_steps_all_run_and_are_remembered()
    {
        using var bench = new EngineBench(("test", Waiting(async run =>
        {
            var sums = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => run.Step($"each/{i}", i, async scope =>
            {
                await Task.Yield();
                scope.Log(new Core.Processes.OutputLine(false, $"line {i}"));
                return Interlocked.Increment(ref calls) + i;
            })));
            sums.Length.ShouldBe(20);
        })));
        await bench.Drive();
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        calls.ShouldBe(20);
        bench.State.Steps.Values.ShouldAllBe(step => step.Completed != null && RunLogs.IsWhole(bench.Directory, step.Log!));
    }

    private Task<int> Count(IRun run, string name, object? input = null) => run.Step(name, input, _ => Task.FromResult(++calls));

    private static Func<IRun, Task> Waiting(Func<IRun, Task> work) => async run =>
    {
        await work(run);
        await run.Gate("go", new GateRequest("go", GateKind.Approval, "go on", "to be restarted"));
    };

    private static async Task ShouldDiffer(EngineBench bench, string words)
    {
        var state = await bench.Drive();
        state.Status.ShouldBe(RunStatus.Failed);
        state.Problem!.Code.ShouldBe(RunProblems.StepsDiffer.Id);
        state.Problem.Summary.ShouldContain(words);
    }

    private sealed record Finding(string Text, int Number);
}
