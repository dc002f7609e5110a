using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

public class ReadingTests
{
    private static readonly string[] WeirdNames = ["-rf", "two\nlines", "quo\"te", "tab\there", "grün/ü.txt", " space ", "back\\slash", "[a]*?", ":(top)x"];

    [Fact]
    public async Task A_file_is_read_byte_for_byte()
    {
        using var opened = await Create();
        var bytes = Enumerable.Range(0, 70_000).Select(i => (byte)i).ToArray();
        await File.WriteAllBytesAsync(Path.Combine(opened.Sandbox.Root, "binary"), bytes, Stop);
        var commit = opened.Sandbox.Commit("binary");
        (await opened.Repository.ReadFile(commit, "binary", Stop)).ShouldBe(bytes);
    }

    [Fact]
    public async Task What_is_no_regular_file_reads_as_absent()
    {
        using var opened = await Create(files: ("folder/file", "x"));
        File.CreateSymbolicLink(Path.Combine(opened.Sandbox.Root, "link"), "README.md");
        opened.Sandbox.Commit("link");
        foreach (var path in new[] { "link", "folder", "absent", "folder/file/deeper" }) (await opened.Repository.ReadFile("main", path, Stop)).ShouldBeNull();
    }

    [Theory]
    [InlineData("../x"), InlineData("/etc/passwd"), InlineData(".git/config"), InlineData("a/.GIT/config"), InlineData("a//b"), InlineData("")]
    public async Task A_path_that_leaves_the_tree_is_refused(string path)
    {
        using var opened = await Create();
        (await ProblemOf(() => opened.Repository.ReadFile("main", path, Stop))).Code.ShouldBe(GitProblems.UnsafePath);
    }

    [Fact]
    public async Task Files_of_any_name_are_listed_read_compared_snapshotted_and_checked_out()
    {
        Needs.Linux();
        using var opened = await Create();
        var tree = await opened.Open();
        foreach (var name in WeirdNames) await tree.Write(name, "content of " + name, Stop);
        var commit = await CommitAll(tree, 1, "weird");
        string[] expected = [.. WeirdNames.Append("README.md").Order(StringComparer.Ordinal)];
        (await opened.Repository.ListFiles(commit, "", Stop)).ShouldBe(expected);
        (await opened.Repository.ListFiles(commit, "grün", Stop)).ShouldBe(["grün/ü.txt"]);
        foreach (var name in WeirdNames) (await opened.Repository.ReadFile(commit, name, Stop)).ShouldBe(System.Text.Encoding.UTF8.GetBytes("content of " + name));
        (await opened.Repository.Compare("main", commit, Stop)).Paths.Order(StringComparer.Ordinal).ShouldBe(WeirdNames.Order(StringComparer.Ordinal));
        using var folder = new TemporaryDirectory();
        await opened.Repository.Checkout(commit, folder["out"], Stop);
        foreach (var name in WeirdNames) (await File.ReadAllTextAsync(folder["out", name], Stop)).ShouldBe("content of " + name);
    }

    [Fact]
    public async Task A_difference_counts_lines_and_a_patch_is_cut_at_its_end()
    {
        using var opened = await Create(files: ("a.txt", "1\n2\n3\n"));
        opened.Sandbox.Write("a.txt", "1\ntwo\n3\n4\n");
        await File.WriteAllBytesAsync(Path.Combine(opened.Sandbox.Root, "b.bin"), [0, 1, 2], Stop);
        opened.Sandbox.Commit("second");
        var stat = await opened.Repository.Compare("main~1", "main", Stop);
        (stat.Files, stat.Added, stat.Removed).ShouldBe((2, 2, 1));
        var whole = await opened.Repository.Diff("main~1", "main", 1 << 20, Stop);
        whole.ShouldContain("+two");
        var cut = await opened.Repository.Diff("main~1", "main", 20, Stop);
        cut.ShouldStartWith(whole[..20]);
        cut.ShouldContain("[cut:");
    }

    [Fact]
    public async Task Branches_are_found_here_and_on_the_remote()
    {
        using var opened = await Create(withRemote: true);
        var tip = opened.Sandbox.Git("rev-parse", "main");
        opened.Sandbox.Git("update-ref", "refs/remotes/origin/there", tip);
        (await opened.Repository.BranchCommit("main", Stop)).ShouldBe(tip);
        (await opened.Repository.BranchCommit("there", Stop)).ShouldBe(tip);
        (await opened.Repository.BranchCommit("nowhere", Stop)).ShouldBeNull();
        (await opened.Repository.Contains("main", tip, Stop)).ShouldBeTrue();
        (await ProblemOf(() => opened.Repository.TreeOf("nowhere", Stop))).Code.ShouldBe(GitProblems.NoSuchCommit);
    }
}
