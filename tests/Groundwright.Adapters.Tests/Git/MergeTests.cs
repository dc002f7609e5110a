using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class MergeTests
{
    [Fact, Covers("A8")]
    public async Task A_merge_is_computed_without_a_checkout_and_conflicts_are_named()
    {
        using var opened = await Create(files: [("a b.txt", "1\n"), ("c.txt", "1\n")]);
        Branch(opened.Sandbox, "clean", "c.txt");
        Branch(opened.Sandbox, "clash", "a b.txt");
        opened.Sandbox.Write("a b.txt", "main\n");
        opened.Sandbox.Commit("main");
        var before = opened.Checkout();
        var merge = await opened.Repository.Merge("main", "clean", Stop);
        (await opened.Repository.Compare("main", merge.Tree!, Stop)).Paths.ShouldBe(["c.txt"]);
        (await opened.Repository.Merge("main", "clash", Stop)).ShouldSatisfyAllConditions(m => m.Tree.ShouldBeNull(), m => m.Conflicts.ShouldBe(["a b.txt"]));
        var commit = await opened.Repository.WriteCommit(merge.Tree!, ["main", "clean"], "merge\n\nbody", Date, Stop);
        (await opened.Repository.WriteCommit(merge.Tree!, ["main", "clean"], "merge\n\nbody", Date, Stop)).ShouldBe(commit);
        opened.Sandbox.Git("rev-list", "--parents", "-1", commit).Split(' ').Length.ShouldBe(3);
        opened.Checkout().ShouldBe(before);
    }

    [Fact, Covers("A8", "U2")]
    public async Task A_persons_dirty_checkout_is_not_touched_by_anything()
    {
        using var opened = await Create(files: ("a.txt", "1\n"));
        opened.Sandbox.Write("a.txt", "staged\n");
        opened.Sandbox.Git("add", "a.txt");
        opened.Sandbox.Write("a.txt", "unstaged\n");
        opened.Sandbox.Write("untracked.txt", "x");
        var before = opened.Checkout();
        var start = await opened.Repository.DefaultBranch(fetch: true, Stop);
        var tree = await opened.Open(start: start.Commit);
        await tree.Write("a.txt", "run\n", Stop);
        var commit = await CommitAll(tree, 1, "run");
        var merge = await opened.Repository.Merge(start.Commit, commit, Stop);
        var merged = await opened.Repository.WriteCommit(merge.Tree!, [start.Commit, commit], "m", Date, Stop);
        (await opened.Repository.AdvanceDefaultBranch("main", start.Commit, merged, Stop)).ShouldBeTrue();
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeTrue();
        await opened.Repository.ForgetRun("abcd1234", Stop);
        opened.Checkout().ShouldBe(before);
    }

    [Fact]
    public async Task Branches_without_a_common_commit_are_a_problem()
    {
        using var opened = await Create();
        opened.Sandbox.Git("switch", "-q", "--orphan", "alone");
        DiscoveryTests.CommitIn(opened.Sandbox.Root, "alone");
        (await ProblemOf(() => opened.Repository.Merge("main", "alone", Stop))).Code.ShouldBe(GitProblems.Failed);
    }

    [Fact]
    public async Task Whether_a_branch_is_merged_is_told_from_the_default_branch()
    {
        using var opened = await Create();
        Branch(opened.Sandbox, "side", "README.md");
        (await opened.Repository.IsMerged("side", Stop)).ShouldBeFalse();
        opened.Sandbox.Git("merge", "-q", "side");
        (await opened.Repository.IsMerged("side", Stop)).ShouldBeTrue();
        (await opened.Repository.IsMerged("absent", Stop)).ShouldBeFalse();
    }

    private static void Branch(GitSandbox sandbox, string name, string file)
    {
        sandbox.Git("switch", "-qc", name);
        sandbox.Write(file, name + "\n");
        sandbox.Commit(name);
        sandbox.Git("switch", "-q", "main");
    }
}
