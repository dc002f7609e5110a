using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

/// <summary>Rule U2, one test per vector: each first shows that plain git runs the planted program, then that nothing Groundwright does runs it.</summary>
[Covers("U2")]
public sealed class UntrustedTreeTests : IDisposable
{
    private readonly TemporaryDirectory outside = new();
    private readonly GitSandbox sandbox = GitSandbox.Create(withRemote: true, ("f.txt", "1\n"));

    private string Sentinel => outside["sentinel"];

    [Fact]
    public async Task A_file_system_monitor_is_not_run()
    {
        sandbox.Git("config", "core.fsmonitor", Script("monitor"));
        await Check(() => sandbox.Git("status"));
    }

    [Theory]
    [InlineData("post-checkout"), InlineData("pre-commit"), InlineData("post-commit"), InlineData("pre-push"), InlineData("reference-transaction"), InlineData("post-index-change")]
    public async Task A_hook_is_not_run(string hook)
    {
        File.Copy(Script(hook), Path.Combine(sandbox.Root, ".git/hooks", hook));
        await Check(() =>
        {
            DiscoveryTests.CommitIn(sandbox.Root, "control");
            sandbox.Git("switch", "-qc", "control");
            sandbox.Git("push", "-q", "origin", "control");
            sandbox.Git("switch", "-q", "main");
        });
    }

    [Fact]
    public async Task A_hooks_path_into_the_tree_is_not_used()
    {
        sandbox.Git("config", "core.hooksPath", ".githooks");
        Directory.CreateDirectory(Path.Combine(sandbox.Root, ".githooks"));
        File.Copy(Script("pre-commit"), Path.Combine(sandbox.Root, ".githooks/pre-commit"));
        File.Copy(Script("post-checkout"), Path.Combine(sandbox.Root, ".githooks/post-checkout"));
        await Check(() => sandbox.Commit("control"));
    }

    [Theory]
    [InlineData("clean"), InlineData("smudge"), InlineData("process")]
    public async Task A_filter_named_by_an_attribute_is_not_run(string kind)
    {
        sandbox.Write(".gitattributes", "*.txt filter=dotted.na=me\n");
        sandbox.Commit("attributes");
        sandbox.Git("push", "-q", "origin", "main");
        sandbox.Git("config", $"filter.dotted.na=me.{kind}", Script("filter"));
        if (kind == "process") sandbox.Git("config", "filter.dotted.na=me.required", "true");
        await Check(() =>
        {
            File.Delete(Path.Combine(sandbox.Root, "f.txt"));
            Try(() => sandbox.Git("checkout", "--", "f.txt"));
            sandbox.Write("f.txt", "other\n");
            Try(() => sandbox.Git("add", "f.txt"));
            sandbox.Git("config", "--rename-section", "filter.dotted.na=me", "filter.aside");
            sandbox.Git("reset", "-q", "--hard");
            sandbox.Git("config", "--rename-section", "filter.aside", "filter.dotted.na=me");
        });
    }

    [Fact]
    public async Task A_merge_driver_is_not_run_and_the_file_conflicts()
    {
        sandbox.Write(".gitattributes", "*.txt merge=evil\n");
        sandbox.Commit("attributes");
        sandbox.Git("config", "merge.evil.driver", Script("driver"));
        Diverge();
        Try(() => sandbox.Git("merge", "--no-commit", "side"));
        Control();
        sandbox.Git("reset", "-q", "--hard");
        File.AppendAllText(Path.Combine(sandbox.Root, ".git/info/attributes"), "*.txt merge=evil\n");
        var merge = await (await Discover(sandbox.Root)).Merge("main", "side", Stop);
        merge.Tree.ShouldBeNull();
        merge.Conflicts.ShouldBe(["f.txt"]);
        File.Exists(Sentinel).ShouldBeFalse();
    }

    [Theory]
    [InlineData("diff.evil.textconv"), InlineData("diff.evil.command"), InlineData("diff.external")]
    public async Task A_diff_program_is_not_run(string key)
    {
        sandbox.Write(".gitattributes", "*.txt diff=evil\n");
        sandbox.Write("f.txt", "2\n");
        sandbox.Commit("attributes");
        sandbox.Git("config", key, Script("diff"));
        await Check(() => sandbox.Git("diff", "HEAD~1", "HEAD"));
    }

    [Fact]
    public async Task A_planted_repository_is_refused_by_name_and_its_monitor_not_run()
    {
        await Check(() => { }, async tree =>
        {
            Plant(Path.Combine(tree, "modules", "net"));
            return await Task.FromResult("modules/net/.git");
        });
    }

    [Theory]
    [InlineData(".GIT"), InlineData("git~1"), InlineData(".git "), InlineData(".g\u200cit")]
    public async Task A_name_some_file_system_takes_for_git_is_refused(string name)
    {
        Needs.Linux();
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var tree = await opened.Open();
        Directory.CreateDirectory(Path.Combine(tree.Path, "deep", name));
        var problem = await ProblemOf(() => tree.Snapshot(1, Date, Stop));
        problem.Code.ShouldBe(GitProblems.NestedGit);
        problem.Summary.ShouldContain("deep/" + name);
    }

    [Fact]
    public async Task A_git_file_that_points_to_another_repository_is_refused()
    {
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var tree = await opened.Open();
        Directory.CreateDirectory(Path.Combine(tree.Path, "sub"));
        await File.WriteAllTextAsync(Path.Combine(tree.Path, "sub", ".git"), $"gitdir: {outside.Path}\n", Stop);
        (await ProblemOf(() => tree.Snapshot(1, Date, Stop))).Code.ShouldBe(GitProblems.NestedGit);
    }

    [Fact]
    public async Task A_repository_in_an_ignored_folder_is_left_alone_and_left_out()
    {
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var tree = await opened.Open();
        await tree.Write(".gitignore", ".terraform/\n", Stop);
        Plant(Path.Combine(tree.Path, ".terraform", "modules", "vpc"));
        var snapshot = await tree.Snapshot(1, Date, Stop);
        (await opened.Repository.ListFiles(snapshot.Commit, "", Stop)).ShouldBe([".gitignore", "README.md", "f.txt"]);
        File.Exists(Sentinel).ShouldBeFalse();
    }

    [Fact]
    public async Task An_embedded_bare_repository_is_files_and_nothing_of_it_is_used()
    {
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var tree = await opened.Open();
        var bare = Path.Combine(tree.Path, "docs");
        GitSandbox.GitIn(tree.Path, "init", "-q", "--bare", bare);
        await File.WriteAllTextAsync(Path.Combine(bare, "config"), $"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = {Script("bare")}\n", Stop);
        Try(() => GitSandbox.GitIn(bare, "status"));
        Control();
        (await ProblemOf(() => Discover(bare))).Code.ShouldBe(GitProblems.Bare);
        var snapshot = await tree.Snapshot(1, Date, Stop);
        await tree.Restore(snapshot, Stop);
        (await opened.Repository.ListFiles(snapshot.Commit, "docs", Stop)).ShouldContain("docs/config");
        File.Exists(Sentinel).ShouldBeFalse();
    }

    [Fact]
    public async Task A_submodule_entry_of_the_branch_stays_and_one_it_has_not_is_noticed()
    {
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var tree = await opened.Open();
        // Without its .git the folder is plain files; the entry has to come in through the index, as a person's `git add` would bring it.
        GitSandbox.GitIn(tree.Path, "update-index", "--add", "--cacheinfo", $"160000,{sandbox.Git("rev-parse", "HEAD")},vendor/lib");
        Directory.CreateDirectory(Path.Combine(tree.Path, "vendor/lib"));
        GitSandbox.GitIn(tree.Path, "commit", "-qm", "a person adds a submodule");
        (await tree.Snapshot(1, Date, Stop)).Tree.ShouldBe(sandbox.Git("rev-parse", "feature-1^{tree}"));
        (await new ObjectReader(Program()).NewGitlinks("main", "feature-1", Stop)).ShouldBe(["vendor/lib"]);
    }

    [Fact]
    public async Task A_signing_program_is_not_run()
    {
        sandbox.Git("config", "commit.gpgSign", "true");
        sandbox.Git("config", "gpg.program", Script("sign"));
        await Check(() => Try(() => sandbox.Commit("control")));
    }

    private GitProgram Program() => new(RecordingRunner.Real, Path.Combine(sandbox.Root, ".git"), GitSafety.Local([]), GitSafety.Network([]));

    // Runs everything, on a tree that changes what the attributes speak of.
    private async Task Check(Action control, Func<string, Task<string>>? plant = null)
    {
        control();
        if (plant is null) Control();
        using var opened = new Opened { Sandbox = sandbox, Repository = await Discover(sandbox.Root) };
        var repository = opened.Repository;
        var start = await repository.DefaultBranch(fetch: true, Stop);
        var tree = await opened.Open(start: start.Commit);
        using (tree.WithoutGit()) await tree.Write("f.txt", "changed\n", Stop);
        if (plant is not null)
        {
            var path = await plant(tree.Path);
            Control();
            var problem = await ProblemOf(() => tree.Snapshot(1, Date, Stop));
            problem.Summary.ShouldContain(path);
            Directory.Delete(Path.Combine(tree.Path, path, ".."), recursive: true);
        }
        var snapshot = await tree.Snapshot(1, Date, Stop);
        await tree.Write("f.txt", "again\n", Stop);
        await tree.Restore(snapshot, Stop);
        var commit = await tree.Commit(snapshot, start.Commit, "m", Date, Stop);
        await repository.Push("feature-1", commit, null, Stop);
        var merge = await repository.Merge(start.Commit, commit, Stop);
        var merged = await repository.WriteCommit(merge.Tree!, [start.Commit, commit], "merge", Date, Stop);
        (await repository.AdvanceDefaultBranch("main", start.Commit, merged, Stop)).ShouldBeTrue();
        await repository.Checkout(commit, outside["checkout"], Stop);
        (await File.ReadAllTextAsync(outside["checkout", "f.txt"], Stop)).ShouldBe("changed\n");
        (await repository.Diff(start.Commit, commit, 10_000, Stop)).ShouldContain("+changed");
        (await repository.Compare(start.Commit, commit, Stop)).Paths.ShouldBe(["f.txt"]);
        (await repository.RemoveWorktree("abcd1234", force: false, Stop)).ShouldBeTrue();
        File.Exists(Sentinel).ShouldBeFalse("a planted program was run");
    }

    // A vector that plain git does not fall for proves nothing.
    private void Control()
    {
        File.Exists(Sentinel).ShouldBeTrue("the planted program is not live");
        File.Delete(Sentinel);
    }

    private void Plant(string folder)
    {
        Directory.CreateDirectory(folder);
        GitSandbox.GitIn(folder, "init", "-q");
        File.WriteAllText(Path.Combine(folder, "x"), "x");
        GitSandbox.GitIn(folder, "add", "x");
        DiscoveryTests.CommitIn(folder, "x");
        GitSandbox.GitIn(folder, "config", "core.fsmonitor", Script("planted"));
        if (folder.Contains(".terraform", StringComparison.Ordinal)) return;
        GitSandbox.GitIn(folder, "status");
    }

    private void Diverge()
    {
        sandbox.Git("switch", "-qc", "side");
        sandbox.Write("f.txt", "side\n");
        sandbox.Commit("side");
        sandbox.Git("switch", "-q", "main");
        sandbox.Write("f.txt", "main\n");
        sandbox.Commit("main");
        sandbox.Git("push", "-q", "origin", "main");
    }

    private string Script(string name)
    {
        Needs.Linux();
        var file = outside.Write($"bin/{name}", $"#!/bin/sh\n: > '{Sentinel}'\nexit 0\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        return file;
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
            // The control needs the program to run, not git to be happy with it.
        }
    }

    public void Dispose()
    {
        sandbox.Dispose();
        outside.Dispose();
    }
}
