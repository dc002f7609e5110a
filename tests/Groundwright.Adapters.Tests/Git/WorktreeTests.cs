using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class WorktreeTests
{
    [Fact, Covers("A1")]
    public async Task A_worktree_is_made_from_the_start_commit_and_the_person_sees_nothing_of_it()
    {
        using var opened = await Create(files: ("app/main.tf", "a"));
        var start = opened.Sandbox.Git("rev-parse", "main");
        opened.Sandbox.Commit("later");
        var tree = await opened.Open(start: start);
        tree.Path.ShouldBe(Path.Combine(opened.Sandbox.Root, "trees", "abcd1234"));
        (await tree.Head(Stop)).ShouldBe(start);
        (await File.ReadAllTextAsync(Path.Combine(tree.Path, "app/main.tf"), Stop)).ShouldBe("a");
        opened.Sandbox.Git("status", "--porcelain").ShouldBeEmpty();
        GitSandbox.GitIn(tree.Path, "status", "--porcelain", "-b").ShouldBe("## feature-1");
        File.Exists(Path.Combine(opened.Sandbox.Root, ".gitignore")).ShouldBeFalse();
    }

    [Fact, Covers("A1")]
    public async Task A_valid_worktree_is_taken_up_as_it_is()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("new.txt", "edited", Stop);
        var again = await opened.Open();
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "new.txt"), Stop)).ShouldBe("edited");
        opened.Sandbox.Git("for-each-ref", "refs/groundwright").ShouldBeEmpty();
    }

    [Fact, Covers("A1")]
    public async Task Many_worktrees_are_made_side_by_side()
    {
        using var opened = await Create();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => opened.Open($"run-{i}", $"branch-{i}")));
        (await opened.Repository.WorktreeRuns(Stop)).ShouldBe(Enumerable.Range(0, 6).Select(i => $"run-{i}"));
        opened.Sandbox.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact, Covers("A1", "J8")]
    public async Task A_worktree_deleted_by_hand_is_remade_with_its_last_snapshot()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("done.txt", "work", Stop);
        await tree.Snapshot(2, Date, Stop);
        await tree.Write("done.txt", "more work", Stop);
        await tree.Snapshot(10, Date, Stop);
        Directory.Delete(tree.Path, recursive: true);
        var again = await opened.Open();
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "done.txt"), Stop)).ShouldBe("more work");
    }

    [Fact, Covers("A1")]
    public async Task A_snapshot_older_than_the_branch_is_not_put_over_it()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("done.txt", "work", Stop);
        await CommitAll(tree, 1, "work");
        await File.WriteAllTextAsync(Path.Combine(tree.Path, "done.txt"), "by a person", Stop);
        GitSandbox.GitIn(tree.Path, "commit", "-qam", "by a person");
        Directory.Delete(tree.Path, recursive: true);
        var again = await opened.Open();
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "done.txt"), Stop)).ShouldBe("by a person");
    }

    [Fact, Covers("A1")]
    public async Task Edits_in_a_folder_git_does_not_know_are_kept_under_a_rescue_ref()
    {
        using var opened = await Create();
        opened.Sandbox.Write("trees/abcd1234/precious.txt", "mine");
        var tree = await opened.Open();
        File.Exists(Path.Combine(tree.Path, "precious.txt")).ShouldBeFalse();
        opened.Sandbox.Git("show", "refs/groundwright/abcd1234/rescue/1:precious.txt").ShouldBe("mine");
    }

    [Fact, Covers("A1", "U2")]
    public async Task What_cannot_be_committed_is_moved_aside()
    {
        using var opened = await Create();
        opened.Sandbox.Write("trees/abcd1234/sub/.git/config", "evil");
        var tree = await opened.Open();
        Directory.Exists(Path.Combine(tree.Path, "sub")).ShouldBeFalse();
        File.Exists(tree.Path + ".rescued-1/sub/.git/config").ShouldBeTrue();
        opened.Sandbox.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact, Covers("A1")]
    public async Task A_worktree_switched_to_another_branch_is_remade_and_its_edits_kept()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        GitSandbox.GitIn(tree.Path, "switch", "-qc", "elsewhere");
        await tree.Write("edit.txt", "mine", Stop);
        var again = await opened.Open();
        GitSandbox.GitIn(again.Path, "branch", "--show-current").ShouldBe("feature-1");
        opened.Sandbox.Git("show", "refs/groundwright/abcd1234/rescue/1:edit.txt").ShouldBe("mine");
    }

    [Fact, Covers("A1")]
    public async Task A_clone_of_somebody_in_its_place_is_moved_aside_with_its_history()
    {
        using var opened = await Create();
        var place = Path.Combine(opened.Sandbox.Root, "trees", "abcd1234");
        opened.Sandbox.Git("clone", "-q", ".", place);
        var own = DiscoveryTests.CommitIn(place, "own");
        await opened.Open();
        GitSandbox.GitIn(place + ".rescued-1", "rev-parse", "HEAD").ShouldBe(own);
    }

    [Fact, Covers("A1", "U2")]
    public async Task A_switched_worktree_that_cannot_be_committed_is_moved_aside_and_remade()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        GitSandbox.GitIn(tree.Path, "switch", "-qc", "elsewhere");
        Directory.CreateDirectory(Path.Combine(tree.Path, "sub/.git"));
        await File.WriteAllTextAsync(Path.Combine(tree.Path, "sub/edit.txt"), "mine", Stop);
        var again = await opened.Open();
        GitSandbox.GitIn(again.Path, "branch", "--show-current").ShouldBe("feature-1");
        (await File.ReadAllTextAsync(tree.Path + ".rescued-1/sub/edit.txt", Stop)).ShouldBe("mine");
    }

    [Fact, Covers("A1")]
    public async Task A_worktree_whose_making_was_interrupted_is_made_again()
    {
        using var opened = await Create(files: ("a.txt", "a"));
        var tree = await opened.Open();
        File.Delete(Path.Combine(opened.Repository.GitDirectory, "groundwright", "worktrees", "abcd1234", "snapshot.index"));
        File.Delete(Path.Combine(tree.Path, "a.txt"));
        var again = await opened.Open();
        File.Exists(Path.Combine(again.Path, "a.txt")).ShouldBeTrue();
    }

    [Fact, Covers("A1")]
    public async Task A_branch_of_an_earlier_run_is_taken_up_and_one_of_another_machine_too()
    {
        using var opened = await Create(withRemote: true);
        var tip = DiscoveryTests.CommitIn(opened.Sandbox.Root, "on it");
        opened.Sandbox.Git("branch", "here");
        opened.Sandbox.Git("update-ref", "refs/remotes/origin/there", tip);
        (await (await opened.Open("run-1", "here", "main~1")).Head(Stop)).ShouldBe(tip);
        (await (await opened.Open("run-2", "there", "main~1")).Head(Stop)).ShouldBe(tip);
    }

    [Fact]
    public async Task A_branch_that_is_checked_out_elsewhere_is_a_problem_that_says_where()
    {
        using var opened = await Create();
        var problem = await ProblemOf(() => opened.Open(branch: "main"));
        problem.Code.ShouldBe(GitProblems.BranchInUse);
        problem.Summary.ShouldContain(opened.Sandbox.Root);
    }

    [Theory]
    [InlineData("-d"), InlineData("a..b"), InlineData("x.lock"), InlineData("HEAD"), InlineData("a b")]
    public async Task A_name_that_is_no_branch_is_refused(string branch)
    {
        using var opened = await Create();
        (await ProblemOf(() => opened.Open(branch: branch))).Code.ShouldBe(GitProblems.BadBranchName);
    }

    [Fact, Covers("U2")]
    public async Task A_trees_folder_that_is_a_link_is_refused()
    {
        using var opened = await Create();
        using var elsewhere = new TemporaryDirectory();
        Directory.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "trees"), elsewhere.Path);
        (await ProblemOf(() => opened.Open())).Code.ShouldBe(GitProblems.FolderInTheWay);
        Directory.EnumerateFileSystemEntries(elsewhere.Path).ShouldBeEmpty();
    }

    [Fact, Covers("A1")]
    public async Task A_repository_that_was_moved_keeps_its_worktrees()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("edit.txt", "mine", Stop);
        var moved = opened.Sandbox.Root + "-moved";
        Directory.Move(opened.Sandbox.Root, moved);
        var again = await (await Discover(moved)).OpenWorktree("abcd1234", "feature-1", "main", Stop);
        (await File.ReadAllTextAsync(Path.Combine(again.Path, "edit.txt"), Stop)).ShouldBe("mine");
        GitSandbox.GitIn(again.Path, "branch", "--show-current").ShouldBe("feature-1");
    }

    [Fact, Covers("U2")]
    public async Task The_agent_sees_no_git_and_a_crash_in_between_is_mended()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var link = Path.Combine(tree.Path, ".git");
        using (tree.WithoutGit())
        {
            File.Exists(link).ShouldBeFalse();
            opened.Sandbox.Git("worktree", "prune");
        }
        File.Exists(link).ShouldBeTrue();
        _ = tree.WithoutGit();
        var again = await opened.Open();
        File.Exists(link).ShouldBeTrue();
        GitSandbox.GitIn(again.Path, "status", "--porcelain").ShouldBeEmpty();
        opened.Sandbox.Git("worktree", "list", "--porcelain").ShouldNotContain("locked");
    }

    [Fact, Covers("U2")]
    public async Task A_git_directory_the_agent_made_at_the_root_is_set_aside()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        using (tree.WithoutGit()) GitSandbox.GitIn(tree.Path, "init", "-q");
        GitSandbox.GitIn(tree.Path, "branch", "--show-current").ShouldBe("feature-1");
        File.Exists(tree.Path + ".rescued-1/config").ShouldBeTrue();
        opened.Sandbox.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [Fact, Covers("A1")]
    public async Task A_projects_own_agents_folder_is_snapshotted()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("agents/own.py", "x", Stop);
        await tree.Write("trees/oak.txt", "x", Stop);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        (await opened.Repository.ListFiles(snapshot.Commit, "", Stop)).ShouldBe(["README.md", "agents/own.py", "trees/oak.txt"]);
    }
}
