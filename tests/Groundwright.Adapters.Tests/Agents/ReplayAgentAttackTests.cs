using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Agents;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F2", "U2")]
public sealed class ReplayAgentAttackTests : IDisposable
{
    private readonly AgentBench bench = new();

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("../escaped.txt")]
    [InlineData("a/../../../escaped.txt")]
    [InlineData("/escaped.txt")]
    [InlineData("")]
    [InlineData(".git/hooks/pre-commit")]
    [InlineData("sub/.GIT/config")]
    [InlineData(".git./config")]
    [InlineData("C:/escaped.txt")]
    [InlineData("..\\escaped.txt")]
    [InlineData("a//b")]
    [InlineData("./a")]
    [InlineData("a\nb")]
    public async Task A_path_that_leaves_the_tree_is_refused_before_anything_is_written(string path)
    {
        bench.Write("recording/build/implement/files/first.txt", "first");
        bench.Write("recording/build/implement/files/x{{spec}}", "escaped");
        bench.Task = bench.Task with { Facts = new Dictionary<string, string> { ["spec"] = path.Length == 0 ? "/" : "/" + path } };
        var outcome = await bench.Replay();
        outcome.Problem!.Code.ShouldBe(AgentProblems.PathRefused);

        bench.Task = bench.Task with { AnswerFile = path };
        bench.Write("recording/build/implement/answer.json", "{}");
        File.Delete(Path.Combine(bench.Root, "recording/build/implement/files/x{{spec}}"));
        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.PathRefused);

        Directory.EnumerateFileSystemEntries(bench.Tree).ShouldBeEmpty();
        Directory.EnumerateFiles(bench.Root, "*escaped*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_deletion_outside_the_tree_is_refused()
    {
        var outside = bench.Write("trees/keep.txt", "keep");
        bench.Write("recording/build/implement/delete.txt", "../keep.txt\n");

        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.PathRefused);

        File.Exists(outside).ShouldBeTrue();
    }

    [Theory]
    [InlineData("linked", "linked/file.txt")]
    [InlineData("file.txt", "file.txt")]
    [InlineData("a/linked", "a/linked/b/file.txt")]
    public async Task A_link_in_the_tree_is_not_followed(string link, string path)
    {
        var outside = Directory.CreateDirectory(Path.Combine(bench.Root, "outside")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(bench.InTree(link))!);
        File.CreateSymbolicLink(bench.InTree(link), link == path ? Path.Combine(outside, "file.txt") : outside);
        bench.Write($"recording/build/implement/files/{path}", "escaped");

        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.PathRefused);

        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_the_recording_copies_nothing()
    {
        var secret = bench.Write("secret.txt", "secret");
        bench.Write("recording/build/implement/files/a.txt", "a");
        File.CreateSymbolicLink(Path.Combine(bench.Root, "recording/build/implement/files/b.txt"), secret);

        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.RecordingRefused);

        Directory.EnumerateFileSystemEntries(bench.Tree).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("recording/build/implement/files")]
    [InlineData("recording/build/implement")]
    [InlineData("recording/build")]
    [InlineData("recording")]
    public async Task A_linked_folder_of_the_recording_is_refused(string link)
    {
        bench.Write("elsewhere/build/implement/files/a.txt", "a");
        var path = Path.Combine(bench.Root, link);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var goal = Path.Combine(bench.Root, "elsewhere", Path.GetRelativePath(Path.Combine(bench.Root, "recording"), path));
        Directory.CreateSymbolicLink(path, goal);

        var problem = await Problem();

        problem.Code.ShouldBeOneOf(AgentProblems.PathRefused, AgentProblems.RecordingRefused);
        Directory.EnumerateFileSystemEntries(bench.Tree).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_in_the_place_of_a_file_is_an_outcome()
    {
        Directory.CreateDirectory(bench.InTree("a.txt"));
        bench.Write("recording/build/implement/files/a.txt", "a");

        (await bench.Replay()).Problem!.Code.ShouldBe(AgentProblems.PathRefused);
    }

    [Fact]
    [Covers("T8")]
    public void No_path_whatever_leads_out_of_the_tree()
    {
        var parts = Gen.Elements("..", ".", "", "a", ".git", "~", "/", "\\", "C:", "\0", "b c", "..a", "…");
        var paths = Gen.Select(Gen.ListOf(parts), list => string.Join('/', list));
        Prop.ForAll(paths.ToArbitrary(), path =>
        {
            try
            {
                var full = Path.GetFullPath(TreePath.In(bench.Tree, path).Full);
                return full.StartsWith(bench.Tree + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !full.Contains("/.git", StringComparison.Ordinal);
            }
            catch (GroundwrightException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    private async Task<Problem> Problem()
    {
        try
        {
            return (await bench.Replay()).Problem!;
        }
        catch (GroundwrightException fault)
        {
            return fault.Problem;
        }
    }
}
