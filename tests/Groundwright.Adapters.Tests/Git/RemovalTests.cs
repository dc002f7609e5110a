using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class RemovalTests
{
    [Fact, Covers("A1")]
    public async Task A_worktree_goes_when_everything_in_it_is_committed_or_snapshotted_and_its_branch_stays()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("a.txt", "x", Stop);
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeFalse();
        File.Exists(Path.Combine(tree.Path, "a.txt")).ShouldBeTrue();
        await tree.Snapshot(1, Date, Stop);
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeTrue();
        Directory.Exists(tree.Path).ShouldBeFalse();
        (await opened.Repository.WorktreeRuns(Stop)).ShouldBeEmpty();
        (await opened.Repository.BranchCommit("feature-1", Stop)).ShouldNotBeNull();
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeTrue();
        (await opened.Open()).OpenRead("a.txt")!.Dispose();
    }

    [Fact, Covers("A1")]
    public async Task Work_that_is_staged_alone_or_committed_nowhere_else_is_not_lost()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("README.md", "staged version", Stop);
        GitSandbox.GitIn(tree.Path, "add", "README.md");
        await tree.Write("README.md", "# Test\n", Stop);
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeFalse();
        GitSandbox.GitIn(tree.Path, "reset", "-q", "--hard");
        GitSandbox.GitIn(tree.Path, "switch", "-q", "--detach");
        DiscoveryTests.CommitIn(tree.Path, "on no branch");
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeFalse();
    }

    [Fact, Covers("A1")]
    public async Task By_force_it_goes_with_what_is_in_it()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("a.txt", "x", Stop);
        Directory.CreateDirectory(Path.Combine(tree.Path, "sub/.git"));
        (await opened.Repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeFalse();
        (await opened.Repository.RemoveWorktree("abcd1234", force: true, Stop)).ShouldBeTrue();
        Directory.Exists(tree.Path).ShouldBeFalse();
        opened.Sandbox.Git("worktree", "list").ShouldNotContain("abcd1234");
    }

    [Fact]
    public async Task A_forgotten_run_leaves_no_ref_and_no_line()
    {
        using var opened = await Create();
        var exclude = Path.Combine(opened.Repository.GitDirectory, "info/exclude");
        await File.WriteAllTextAsync(exclude, "mine\r\n*.bak", Stop);
        var tree = await opened.Open();
        await tree.Write("a.txt", "x", Stop);
        await tree.Snapshot(1, Date, Stop);
        (await File.ReadAllTextAsync(exclude, Stop)).ShouldContain("/trees/abcd1234/");
        await opened.Repository.ForgetRun("abcd1234", Stop);
        opened.Sandbox.Git("for-each-ref", "refs/groundwright").ShouldBeEmpty();
        (await File.ReadAllTextAsync(exclude, Stop)).ShouldBe("mine\r\n*.bak\n");
    }
}
