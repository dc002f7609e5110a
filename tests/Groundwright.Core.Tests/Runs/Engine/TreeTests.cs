using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class TreeTests
{
    [Fact, Covers("J8")]
    public async Task A_step_starts_from_the_last_snapshot_and_foreign_edits_are_rescued()
    {
        EngineBench? bench = null;
        using var made = bench = new EngineBench(("build", async run =>
        {
            await run.Worktree("branch", "head");
            await run.ChangeTree("one", null, _ => Write(bench!, "a", "1"));
            await File.WriteAllTextAsync(bench!.Tree.File("foreign"), "kept", run.Cancellation);
            await run.ChangeTree("two", null, _ => Write(bench, "b", "2"));
        }
        ));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        bench.Tree.Files().Keys.Order().ShouldBe(["a", "b"]);
        bench.Tree.Rescued.ShouldHaveSingleItem()["foreign"].ShouldBe("kept");
        bench.Lines.ShouldContain(line => line.Contains("git show rescue/1", StringComparison.Ordinal));
    }

    [Fact, Covers("J8")]
    public async Task A_tree_step_that_was_interrupted_begins_from_the_snapshot_before_it()
    {
        EngineBench? bench = null;
        var broken = true;
        using var made = bench = new EngineBench(("build", async run =>
        {
            await run.Worktree("branch", "head");
            await run.ChangeTree("one", null, _ => Write(bench!, "a", "1"));
            await run.ChangeTree("two", null, async scope =>
            {
                bench!.Tree.Files().Keys.ShouldBe(["a"]);
                await Write(bench, "half", "x");
                return broken ? throw new GroundwrightException(Problem.Of(RunProblems.EffectFailed, "no")) : 0;
            });
        }
        ));
        await bench.Drive();
        bench.State.TreeInDoubt.ShouldBe("build.1/two");
        broken = false;
        (await bench.Retry()).TreeInDoubt.ShouldBeNull();
        bench.State.Status.ShouldBe(RunStatus.Open);
    }

    [Fact, Covers("J8")]
    public async Task What_a_person_left_is_taken_in_and_what_an_interrupted_step_left_is_not()
    {
        EngineBench? bench = null;
        Func<IRun, Task> takeIn = async run =>
        {
            await run.Worktree("branch", "head");
            await run.TakeIn("edits");
        };
        using var made = bench = new EngineBench(("build", async run =>
        {
            await takeIn(run);
            await run.ChangeTree("write", null, async _ =>
            {
                await Write(bench!, "half", "x");
                return false ? 0 : throw new GroundwrightException(Problem.Of(RunProblems.EffectFailed, "no"));
            });
        }
        ), ("test", takeIn));
        Directory.CreateDirectory(bench.Tree.Path);
        await Write(bench, "mine", "1");
        (await bench.Drive()).Status.ShouldBe(RunStatus.Failed);
        var taken = bench.State.Tree;
        bench.Append(new WorkRequested("test", ["test"], EngineBench.Ada, new Dictionary<string, string>()));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        bench.State.Tree!.Tree.ShouldBe(taken!.Tree);
        bench.Tree.Files().Keys.ShouldBe(["mine"]);
        bench.Tree.Rescued.ShouldHaveSingleItem().ShouldContainKey("half");
    }

    [Fact, Covers("J8")]
    public async Task A_phase_without_a_worktree_cannot_change_files()
    {
        using var bench = new EngineBench(("build", run => run.ChangeTree("one", null, _ => Task.FromResult(0))));
        (await bench.Drive()).Problem!.Code.ShouldBe(RunProblems.PhaseMisbehaved.Id);
    }

    private static async Task<int> Write(EngineBench bench, string name, string content)
    {
        await File.WriteAllTextAsync(bench.Tree.File(name), content);
        return 0;
    }
}
