using Groundwright.Adapters.Git;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Git;

public sealed class HistoryTests
{
    [Fact]
    public async Task What_is_in_one_commit_and_not_in_another_is_told_newest_first()
    {
        using var opened = await Opened.Create();
        var first = opened.Sandbox.Git("rev-parse", "HEAD");
        var second = opened.Sandbox.Commit("Second ü\n\nBody of it\n\nGroundwright run 7k2m9xqd, issue 12");
        var third = opened.Sandbox.Commit("Third");

        var log = await opened.Repository.Log(first, third, Opened.Stop);
        log.Select(commit => commit.Id).ShouldBe([third, second], ignoreOrder: true);
        var told = log.Single(commit => commit.Id == second);
        (told.Subject, told.Body, told.Author).ShouldBe(("Second ü", "Body of it\n\nGroundwright run 7k2m9xqd, issue 12", "Test Person"));
        told.At.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        (await opened.Repository.Log(third, first, Opened.Stop)).ShouldBeEmpty();
        (await opened.Repository.Log(null, third, Opened.Stop)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_commit_that_is_not_here_says_how_to_get_it()
    {
        using var opened = await Opened.Create();
        var problem = await Opened.ProblemOf(() => opened.Repository.Log("1111111111111111111111111111111111111111", "HEAD", Opened.Stop));
        problem.Code.ShouldBe(GitProblems.NoSuchCommit);
        problem.Summary.ShouldBe("1111111111 is not in this clone");
        problem.Remedies[0].Command.ShouldBe("git fetch --all");
    }

    [Fact]
    [Covers("U2")]
    public async Task A_name_that_looks_like_an_option_is_no_option()
    {
        using var opened = await Opened.Create();
        (await Opened.ProblemOf(() => opened.Repository.Log(null, "--output=stolen", Opened.Stop))).Code.ShouldBe(GitProblems.NoSuchCommit);
        File.Exists(Path.Combine(opened.Sandbox.Root, ".git", "stolen")).ShouldBeFalse();
    }
}
