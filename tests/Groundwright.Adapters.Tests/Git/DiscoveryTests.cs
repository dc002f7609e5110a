using Groundwright.Adapters.Git;
using Groundwright.Core.Processes;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class DiscoveryTests
{
    [Fact, Covers("A1")]
    public async Task The_repository_is_found_from_a_subfolder()
    {
        using var sandbox = GitSandbox.Create(files: ("infra/app/main.tf", "x"));
        var found = await Discover(Path.Combine(sandbox.Root, "infra", "app"));
        found.Root.ShouldBe(sandbox.Root);
        found.GitDirectory.ShouldBe(Path.Combine(sandbox.Root, ".git"));
        found.Remote.ShouldBeNull();
    }

    [Fact, Covers("A1")]
    public async Task Inside_a_linked_worktree_the_main_checkout_is_found()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        var found = await Discover(tree.Path);
        (found.Root, found.GitDirectory).ShouldBe((opened.Repository.Root, opened.Repository.GitDirectory));
    }

    [Fact]
    public async Task While_the_link_is_hidden_the_main_checkout_is_found_from_the_tree()
    {
        using var opened = await Create();
        var tree = await opened.Open();
        using var hidden = tree.WithoutGit();
        (await Discover(tree.Path)).Root.ShouldBe(opened.Repository.Root);
    }

    [Fact]
    public async Task A_folder_outside_any_repository_is_a_problem_with_a_remedy()
    {
        using var folder = new TemporaryDirectory();
        var problem = await ProblemOf(() => Discover(folder.Path));
        problem.Code.ShouldBe(GitProblems.NotARepository);
        problem.Remedies[0].Command.ShouldBe("git init");
    }

    [Fact]
    public async Task A_bare_repository_is_a_problem()
    {
        using var sandbox = GitSandbox.Create(withRemote: true);
        (await ProblemOf(() => Discover(sandbox.Remote!))).Code.ShouldBe(GitProblems.Bare);
    }

    [Fact]
    public async Task The_inside_of_the_git_directory_is_a_problem()
    {
        using var sandbox = GitSandbox.Create();
        (await ProblemOf(() => Discover(Path.Combine(sandbox.Root, ".git")))).Code.ShouldBe(GitProblems.NotARepository);
    }

    [Fact]
    public async Task A_repository_without_commits_is_a_problem()
    {
        using var folder = new TemporaryDirectory();
        GitSandbox.GitIn(folder.Path, "init", "-q");
        (await ProblemOf(() => Discover(folder.Path))).Code.ShouldBe(GitProblems.NoCommits);
    }

    [Fact]
    public async Task Of_several_remotes_origin_is_taken_and_without_it_there_is_a_problem()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.Git("remote", "add", "fork", "/nowhere");
        (await Discover(sandbox.Root)).Remote.ShouldBe("fork");
        sandbox.Git("remote", "add", "upstream", "/nowhere");
        (await ProblemOf(() => Discover(sandbox.Root))).Code.ShouldBe(GitProblems.ManyRemotes);
        sandbox.Git("remote", "rename", "upstream", "origin");
        (await Discover(sandbox.Root)).Remote.ShouldBe("origin");
    }

    [Fact]
    public async Task A_git_that_is_too_old_is_a_problem_with_the_remedy()
    {
        using var folder = new TemporaryDirectory();
        var problem = await ProblemOf(() => GitRepository.Discover(new OldGit(), folder.Path, Stop));
        problem.Code.ShouldBe(GitProblems.TooOld);
        problem.Summary.ShouldContain("2.30");
        problem.Remedies.ShouldNotBeEmpty();
    }

    [Fact, Covers("A1")]
    public async Task Locally_the_default_branch_is_the_configured_one_else_main_else_master_else_the_one_checked_out()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.Git("branch", "-m", "main", "work");
        (await Name(sandbox)).ShouldBe("work");
        sandbox.Git("branch", "master");
        (await Name(sandbox)).ShouldBe("master");
        sandbox.Git("branch", "main");
        (await Name(sandbox)).ShouldBe("main");
        sandbox.Git("branch", "trunk");
        sandbox.Git("config", "init.defaultBranch", "trunk");
        (await Name(sandbox)).ShouldBe("trunk");
    }

    [Fact, Covers("A1")]
    public async Task The_remotes_default_branch_is_fetched()
    {
        using var opened = await Create(withRemote: true);
        using var other = new TemporaryDirectory();
        GitSandbox.GitIn(other.Path, "clone", "-q", opened.Sandbox.Remote!, "laptop");
        var pushed = CommitIn(other["laptop"], "news");
        GitSandbox.GitIn(other["laptop"], "push", "-q", "origin", "main");
        (await opened.Repository.DefaultBranch(fetch: false, Stop)).Commit.ShouldNotBe(pushed);
        (await opened.Repository.DefaultBranch(fetch: true, Stop)).ShouldBe(new("main", pushed));
    }

    [Fact]
    public async Task A_default_branch_renamed_on_the_remote_is_asked_for()
    {
        using var opened = await Create(withRemote: true);
        GitSandbox.GitIn(opened.Sandbox.Remote!, "branch", "-m", "main", "trunk");
        (await opened.Repository.DefaultBranch(fetch: true, Stop)).Name.ShouldBe("trunk");
    }

    [Fact]
    public async Task An_unreachable_remote_is_worth_trying_again()
    {
        using var opened = await Create(withRemote: true);
        Directory.Move(opened.Sandbox.Remote!, opened.Sandbox.Remote + ".away");
        var problem = await ProblemOf(() => opened.Repository.DefaultBranch(fetch: true, Stop));
        problem.Code.ShouldBe(GitProblems.RemoteUnreachable);
        problem.Retry.CanHelp.ShouldBeTrue();
    }

    [Theory]
    [InlineData("fatal: unable to access 'https://me:s3cret@host/r/': no", "fatal: unable to access 'https://host/r/': no")]
    [InlineData("ssh://git@host:22/r", "ssh://host:22/r")]
    public void Sign_in_data_in_addresses_is_not_shown(string said, string shown) => GitProgram.Words(said).ShouldBe(shown);

    internal static string CommitIn(string directory, string message)
    {
        GitSandbox.GitIn(directory, "-c", "user.name=Other", "-c", "user.email=other@example.org", "commit", "-q", "--allow-empty", "-m", message);
        return GitSandbox.GitIn(directory, "rev-parse", "HEAD");
    }

    private static async Task<string> Name(GitSandbox sandbox) => (await (await Discover(sandbox.Root)).DefaultBranch(fetch: false, Stop)).Name;

    private sealed class OldGit : ICommandRunner
    {
        public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken) =>
            Task.FromResult(new CommandResult(CommandEnd.Exited, 0, "git version 2.30.2\n", "", TimeSpan.Zero));
    }
}
