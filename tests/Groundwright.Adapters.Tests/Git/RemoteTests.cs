using Groundwright.Adapters.Git;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class RemoteTests
{
    [Fact, Covers("X1")]
    public async Task Pushing_what_is_there_already_succeeds_and_over_others_work_never()
    {
        using var opened = await Create(withRemote: true);
        var (first, second) = (DiscoveryTests.CommitIn(opened.Sandbox.Root, "1"), DiscoveryTests.CommitIn(opened.Sandbox.Root, "2"));
        await opened.Repository.Push("work", first, null, Stop);
        await opened.Repository.Push("work", first, null, Stop);
        await opened.Repository.Push("work", second, first, Stop);
        await opened.Repository.Push("work", second, first, Stop);
        (await ProblemOf(() => opened.Repository.Push("work", first, first, Stop))).Code.ShouldBe(GitProblems.BranchMoved);
        (await ProblemOf(() => opened.Repository.Push("work", first, null, Stop))).Code.ShouldBe(GitProblems.BranchMoved);
        GitSandbox.GitIn(opened.Sandbox.Remote!, "rev-parse", "work").ShouldBe(second);
        opened.Sandbox.Git("rev-parse", "origin/work").ShouldBe(second);
    }

    [Fact, Covers("A8")]
    public async Task Of_two_laptops_that_ship_at_once_one_wins()
    {
        using var opened = await Create(withRemote: true);
        using var folder = new TemporaryDirectory();
        GitSandbox.GitIn(folder.Path, "clone", "-q", opened.Sandbox.Remote!, "laptop");
        var laptop = await Discover(folder["laptop"]);
        var from = opened.Sandbox.Git("rev-parse", "main");
        var (mine, theirs) = (DiscoveryTests.CommitIn(opened.Sandbox.Root, "mine"), DiscoveryTests.CommitIn(laptop.Root, "theirs"));
        var results = await Task.WhenAll(opened.Repository.AdvanceDefaultBranch("main", from, mine, Stop), laptop.AdvanceDefaultBranch("main", from, theirs, Stop));
        results.Count(won => won).ShouldBe(1);
        GitSandbox.GitIn(opened.Sandbox.Remote!, "rev-parse", "main").ShouldBe(results[0] ? mine : theirs);
    }

    [Theory, Covers("A8", "X1")]
    [InlineData(true), InlineData(false)]
    public async Task An_advance_done_before_a_crash_is_done_even_when_others_went_on(bool withRemote)
    {
        using var opened = await Create(withRemote);
        var (from, repository) = (opened.Sandbox.Git("rev-parse", "main"), opened.Repository);
        opened.Sandbox.Git("switch", "-q", "--detach");
        var (to, later, other) = (DiscoveryTests.CommitIn(opened.Sandbox.Root, "to"), DiscoveryTests.CommitIn(opened.Sandbox.Root, "later"), "");
        opened.Sandbox.Git("switch", "-q", "--detach", from);
        other = DiscoveryTests.CommitIn(opened.Sandbox.Root, "other");
        (await repository.AdvanceDefaultBranch("main", from, to, Stop)).ShouldBeTrue();
        (await repository.AdvanceDefaultBranch("main", from, to, Stop)).ShouldBeTrue();
        (await repository.AdvanceDefaultBranch("main", to, later, Stop)).ShouldBeTrue();
        (await repository.AdvanceDefaultBranch("main", from, to, Stop)).ShouldBeTrue();
        (await repository.AdvanceDefaultBranch("main", from, other, Stop)).ShouldBeFalse();
        (await repository.DefaultBranch(fetch: true, Stop)).ShouldBe(new("main", later));
        (await ProblemOf(() => repository.AdvanceDefaultBranch("main", later, other, Stop))).Code.ShouldBe(GitProblems.NotForward);
    }

    [Fact]
    public async Task Of_two_runs_that_ship_at_once_without_a_remote_one_wins()
    {
        using var opened = await Create();
        var from = opened.Sandbox.Git("rev-parse", "main");
        var tree = await opened.Repository.TreeOf("main", Stop);
        var tips = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => opened.Repository.WriteCommit(tree, [from], $"tip {i}", Date, Stop)));
        var results = await Task.WhenAll(tips.Select(tip => opened.Repository.AdvanceDefaultBranch("main", from, tip, Stop)));
        results.Count(won => won).ShouldBe(1);
        opened.Sandbox.Git("rev-parse", "main").ShouldBe(tips[Array.IndexOf(results, true)]);
    }

    [Fact]
    public async Task A_hook_of_the_server_is_a_problem_with_its_words()
    {
        Needs.Linux();
        using var opened = await Create(withRemote: true);
        var hook = Path.Combine(opened.Sandbox.Remote!, "hooks/pre-receive");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\necho 'main is frozen until Monday' >&2\nexit 1\n", Stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        var (from, to) = (opened.Sandbox.Git("rev-parse", "main"), DiscoveryTests.CommitIn(opened.Sandbox.Root, "to"));
        var problem = await ProblemOf(() => opened.Repository.AdvanceDefaultBranch("main", from, to, Stop));
        problem.Code.ShouldBe(GitProblems.PushRejected);
        problem.Detail.ShouldBe("main is frozen until Monday");
        (await ProblemOf(() => opened.Repository.Push("new", to, null, Stop))).Code.ShouldBe(GitProblems.PushRejected);
    }

    [Fact]
    public async Task Without_a_remote_nothing_is_pushed()
    {
        using var opened = await Create();
        await opened.Repository.Push("main", opened.Sandbox.Git("rev-parse", "main"), null, Stop);
        opened.Sandbox.Git("for-each-ref", "refs/remotes").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unreachable_remote_is_a_passing_fault()
    {
        using var opened = await Create(withRemote: true);
        Directory.Delete(opened.Sandbox.Remote!, recursive: true);
        var problem = await ProblemOf(() => opened.Repository.Push("x", opened.Sandbox.Git("rev-parse", "main"), null, Stop));
        (problem.Code, problem.Retry.CanHelp).ShouldBe((GitProblems.RemoteUnreachable, true));
    }
}
