using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class SnapshotTests
{
    [Fact, Covers("J8")]
    public async Task A_snapshot_holds_everything_not_ignored_and_moves_neither_branch_nor_index()
    {
        using var opened = await Create(files: [(".gitignore", "*.log\n"), ("gone.txt", "x"), ("kept.txt", "x")]);
        var tree = await opened.Open();
        var (head, index) = (await tree.Head(Stop), await IndexOf(opened));
        tree.Delete("gone.txt");
        await tree.Write("new/file.txt", "y", Stop);
        await tree.Write("debug.log", "z", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        (await opened.Repository.ListFiles(snapshot.Commit, "", Stop)).ShouldBe([".gitignore", "README.md", "kept.txt", "new/file.txt"]);
        (await tree.Head(Stop)).ShouldBe(head);
        (await IndexOf(opened)).ShouldBe(index);
        opened.Sandbox.Git("rev-parse", "refs/groundwright/abcd1234/1").ShouldBe(snapshot.Commit);
        (await tree.Snapshot(1, Date, Stop)).ShouldBe(snapshot);
    }

    [Fact, Covers("J8")]
    public async Task Tracked_files_that_are_ignored_stay_in_snapshots()
    {
        using var opened = await Create();
        opened.Sandbox.Write("state.log", "tracked");
        opened.Sandbox.Write(".gitignore", "*.log\n");
        opened.Sandbox.Git("add", "-f", "state.log");
        opened.Sandbox.Commit("forced");
        var tree = await opened.Open();
        await tree.Write("state.log", "changed", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        (await opened.Repository.ReadFile(snapshot.Commit, "state.log", Stop)).ShouldBe("changed"u8.ToArray());
    }

    [Fact, Covers("J8")]
    public async Task Executable_bits_links_and_line_ends_survive()
    {
        Needs.Linux();
        if (OperatingSystem.IsWindows()) return;
        using var opened = await Create();
        opened.Sandbox.Git("config", "core.autocrlf", "true");
        var tree = await (await Discover(opened.Sandbox.Root)).OpenWorktree("abcd1234", "feature-1", "main", Stop);
        await tree.Write("run.sh", "#!/bin/sh\r\n", Stop);
        File.SetUnixFileMode(Path.Combine(tree.Path, "run.sh"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(tree.Path, "link"), "run.sh");
        var snapshot = await tree.Snapshot(1, Date, Stop);
        Directory.Delete(tree.Path, recursive: true);
        var again = await opened.Open();
        File.GetUnixFileMode(Path.Combine(again.Path, "run.sh")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
        new FileInfo(Path.Combine(again.Path, "link")).LinkTarget.ShouldBe("run.sh");
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "run.sh"), Stop)).ShouldBe("#!/bin/sh\r\n");
        (await again.Snapshot(2, Date, Stop)).Tree.ShouldBe(snapshot.Tree);
    }

    [Fact, Covers("J8")]
    public async Task An_empty_tree_can_be_snapshotted_and_restored()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        tree.Delete("README.md");
        var empty = await tree.Snapshot(1, Date, Stop);
        await tree.Write("a.txt", "x", Stop);
        (await tree.Restore(empty, Stop)).ShouldBe("refs/groundwright/abcd1234/rescue/1");
        Directory.EnumerateFileSystemEntries(tree.Path).Select(Path.GetFileName).ShouldBe([".git"]);
    }

    [Fact, Covers("J8")]
    public async Task A_restore_makes_the_tree_exact_and_keeps_what_differed()
    {
        using var opened = await Create(files: [("a.txt", "1"), ("b/c.txt", "1")]);
        var tree = await opened.Open();
        await tree.Write("new.txt", "new", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        (await tree.Restore(snapshot, Stop)).ShouldBeNull();
        await tree.Write("a.txt", "by a person", Stop);
        tree.Delete("new.txt");
        Directory.Delete(Path.Combine(tree.Path, "b"), recursive: true);
        await tree.Write("b", "a file now", Stop);
        await tree.Write("extra/deep/file", "x", Stop);
        var rescue = await tree.Restore(snapshot, Stop);
        (await tree.Snapshot(2, Date, Stop)).Tree.ShouldBe(snapshot.Tree);
        Directory.Exists(Path.Combine(tree.Path, "extra")).ShouldBeFalse();
        opened.Sandbox.Git("show", rescue + ":a.txt").ShouldBe("by a person");
        opened.Sandbox.Git("show", rescue + ":extra/deep/file").ShouldBe("x");
        opened.Sandbox.Git("show", rescue + ":b").ShouldBe("a file now");
    }

    [Fact, Covers("J8")]
    public async Task Files_the_restored_rules_no_longer_ignore_are_rescued_and_removed_too()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var snapshot = await tree.Snapshot(1, Date, Stop);
        await tree.Write(".gitignore", "hidden\n", Stop);
        await tree.Write("hidden", "x", Stop);
        var rescue = await tree.Restore(snapshot, Stop);
        File.Exists(Path.Combine(tree.Path, "hidden")).ShouldBeFalse();
        opened.Sandbox.Git("show", rescue + ":hidden").ShouldBe("x");
    }

    [Fact, Covers("J8", "U2")]
    public async Task A_planted_repository_does_not_stop_a_restore()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var snapshot = await tree.Snapshot(1, Date, Stop);
        Directory.CreateDirectory(Path.Combine(tree.Path, "sub", ".git"));
        await File.WriteAllTextAsync(Path.Combine(tree.Path, "sub", "work.txt"), "x", Stop);
        (await tree.Restore(snapshot, Stop)).ShouldBe(tree.Path + ".rescued-1");
        File.Exists(tree.Path + ".rescued-1/sub/work.txt").ShouldBeTrue();
        (await tree.Snapshot(2, Date, Stop)).Tree.ShouldBe(snapshot.Tree);
        GitSandbox.GitIn(tree.Path, "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact, Covers("J8")]
    public async Task Lock_files_of_a_killed_git_do_not_stop_the_run()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var git = opened.Repository.GitDirectory;
        await File.WriteAllTextAsync(Path.Combine(git, "groundwright/worktrees/abcd1234/snapshot.index.lock"), "", Stop);
        Directory.CreateDirectory(Path.Combine(git, "refs/groundwright/abcd1234"));
        await File.WriteAllTextAsync(Path.Combine(git, "refs/groundwright/abcd1234/1.lock"), "", Stop);
        await File.WriteAllTextAsync(Path.Combine(git, "refs/heads/feature-1.lock"), "", Stop);
        await tree.Write("a.txt", "x", Stop);
        var commit = await CommitAll(tree, 1, "a");
        (await tree.Head(Stop)).ShouldBe(commit);
    }

    [Fact, Covers("J8")]
    public async Task A_damaged_snapshot_index_is_built_again()
    {
        using var opened = await Create(files: ("a.txt", "1"));
        var tree = await opened.Open();
        var first = await tree.Snapshot(1, Date, Stop);
        await File.WriteAllTextAsync(Path.Combine(opened.Repository.GitDirectory, "groundwright/worktrees/abcd1234/snapshot.index"), "cut", Stop);
        (await tree.Snapshot(2, Date, Stop)).Tree.ShouldBe(first.Tree);
    }

    [Fact, Covers("X1")]
    public async Task The_same_commit_made_again_is_the_same_commit()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var parent = await tree.Head(Stop);
        await tree.Write("a.txt", "x", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        var commit = await tree.Commit(snapshot, parent, "plan: feature: x", Date, Stop);
        (await tree.Commit(snapshot, parent, "plan: feature: x", Date.ToOffset(TimeSpan.FromHours(5)), Stop)).ShouldBe(commit);
        opened.Sandbox.Git("rev-list", "--count", "main..feature-1").ShouldBe("1");
        opened.Sandbox.Git("log", "-1", "--format=%an|%ae|%cn|%at|%s", "feature-1").ShouldBe($"Test Person|person@example.org|Test Person|{Date.ToUnixTimeSeconds()}|plan: feature: x");
        GitSandbox.GitIn(tree.Path, "status", "--porcelain").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_someone_went_on_from_counts_as_done_and_one_someone_else_made_instead_is_a_problem()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var parent = await tree.Head(Stop);
        await tree.Write("a.txt", "x", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        var commit = await tree.Commit(snapshot, parent, "m", Date, Stop);
        var person = DiscoveryTests.CommitIn(tree.Path, "by a person");
        (await tree.Commit(snapshot, parent, "m", Date, Stop)).ShouldBe(commit);
        (await tree.Head(Stop)).ShouldBe(person);
        (await ProblemOf(() => tree.Commit(snapshot, parent, "another", Date, Stop))).Code.ShouldBe(GitProblems.BranchMoved);
        (await tree.Head(Stop)).ShouldBe(person);
    }

    [Fact]
    public async Task A_tree_equal_to_its_parents_gives_no_commit()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var parent = await tree.Head(Stop);
        (await CommitAll(tree, 1, "nothing")).ShouldBe(parent);
    }

    private static Task<byte[]> IndexOf(Opened opened) => File.ReadAllBytesAsync(Path.Combine(opened.Repository.GitDirectory, "worktrees/abcd1234/index"), Stop);
}
