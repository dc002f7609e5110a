using Groundwright.Adapters.Git;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

[Covers("U1")]
public class CheckoutTests
{
    [Fact]
    public async Task A_checkout_has_the_files_and_no_git_directory()
    {
        using var opened = await Create(files: ("app/main.tf", "x"));
        using var folder = new TemporaryDirectory();
        await opened.Repository.Checkout("main", folder["out"], Stop);
        Directory.EnumerateFileSystemEntries(folder["out"], "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder["out"], path)).Order(StringComparer.Ordinal)
            .ShouldBe(["README.md", "app", "app/main.tf"]);
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_refused()
    {
        using var opened = await Create();
        using var folder = new TemporaryDirectory();
        folder.Write("mine", "x");
        (await ProblemOf(() => opened.Repository.Checkout("main", folder.Path, Stop))).Code.ShouldBe(GitProblems.FolderInTheWay);
    }

    [Theory]
    [InlineData("x", "/etc/passwd"), InlineData("x", ".."), InlineData("a/x", "../../y"), InlineData("x", "hop/../.."), InlineData("x", "a/../../y")]
    public async Task A_link_that_leads_outside_is_refused_and_nothing_stays(string path, string target)
    {
        Needs.Linux();
        using var opened = await Create(files: ("a/b/c.txt", "x"));
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "hop"), "a/b/up");
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "a/b/up"), "../..");
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, path), target);
        var commit = opened.Sandbox.Commit("links");
        using var folder = new TemporaryDirectory();
        var problem = await ProblemOf(() => opened.Repository.Checkout(commit, folder["out"], Stop));
        problem.Code.ShouldBe(GitProblems.LinkOutside);
        problem.Summary.ShouldEndWith($": {path}");
        Directory.EnumerateFileSystemEntries(folder["out"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_inside_are_links()
    {
        Needs.Linux();
        using var opened = await Create(files: ("a/b/c.txt", "x"));
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "a/link"), "../a/b");
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "loop"), "loop");
        var commit = opened.Sandbox.Commit("links");
        using var folder = new TemporaryDirectory();
        await opened.Repository.Checkout(commit, folder["out"], Stop);
        new FileInfo(folder["out", "a/link"]).LinkTarget.ShouldBe("../a/b");
    }
}
