using Groundwright.Adapters.Git;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;
using static Groundwright.Adapters.Tests.Git.Opened;

namespace Groundwright.Adapters.Tests.Git;

[Covers("U2")]
public class TreeFilesTests
{
    [Fact]
    public async Task A_symlinked_spec_is_neither_read_nor_written()
    {
        using var outside = new TemporaryDirectory();
        var secret = outside.Write("secret", "s3cret");
        using var opened = await Create(files: ("specs/keep", ""));
        var tree = await opened.Open();
        File.CreateSymbolicLink(Path.Combine(tree.Path, "specs/spec.md"), secret);
        (await ProblemOf(() => Read(tree, "specs/spec.md"))).Code.ShouldBe(GitProblems.UnsafePath);
        (await ProblemOf(() => tree.Write("specs/spec.md", "x", Stop))).Code.ShouldBe(GitProblems.UnsafePath);
        tree.Delete("specs/spec.md");
        File.ReadAllText(secret).ShouldBe("s3cret");
        PlainFile.OpenRead(secret)!.Dispose();
        File.CreateSymbolicLink(outside["link"], secret);
        using var followed = PlainFile.OpenRead(outside["link"]);
        followed.ShouldBeNull();
    }

    [Fact]
    public async Task A_linked_folder_on_the_way_is_refused()
    {
        using var outside = new TemporaryDirectory();
        outside.Write("spec.md", "s3cret");
        using var opened = await Create();
        var tree = await opened.Open();
        Directory.CreateSymbolicLink(Path.Combine(tree.Path, "specs"), outside.Path);
        (await ProblemOf(() => Read(tree, "specs/spec.md"))).Code.ShouldBe(GitProblems.UnsafePath);
        (await ProblemOf(() => tree.Write("specs/new.md", "x", Stop))).Code.ShouldBe(GitProblems.UnsafePath);
        (await ProblemOf(() => Task.Run(() => tree.Delete("specs/spec.md")))).Code.ShouldBe(GitProblems.UnsafePath);
        Directory.EnumerateFiles(outside.Path).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        Needs.Linux();
        using var opened = await Create();
        var tree = await opened.Open();
        ChildProcess.Run("mkfifo", [Path.Combine(tree.Path, "pipe")]).ExitCode.ShouldBe(0);
        tree.OpenRead("pipe").ShouldBeNull();
    }

    [Theory]
    [InlineData("../x"), InlineData("/etc/passwd"), InlineData(".git"), InlineData("a/../../x"), InlineData(".Git/hooks/x"), InlineData("")]
    public async Task A_path_out_of_the_tree_is_refused(string path)
    {
        using var opened = await Create();
        var tree = await opened.Open();
        (await ProblemOf(() => Read(tree, path))).Code.ShouldBe(GitProblems.UnsafePath);
        (await ProblemOf(() => tree.Write(path, "x", Stop))).Code.ShouldBe(GitProblems.UnsafePath);
    }

    [Fact]
    public async Task A_written_file_keeps_its_mode_and_reads_back()
    {
        Needs.Linux();
        if (OperatingSystem.IsWindows()) return;
        using var opened = await Create();
        var tree = await opened.Open();
        await tree.Write("new/deep/run.sh", "1", Stop);
        File.SetUnixFileMode(Path.Combine(tree.Path, "new/deep/run.sh"), (UnixFileMode)0b111_101_101);
        await tree.Write("new/deep/run.sh", "grün", Stop);
        File.GetUnixFileMode(Path.Combine(tree.Path, "new/deep/run.sh")).ShouldBe((UnixFileMode)0b111_101_101);
        using var reader = new StreamReader(tree.OpenRead("new/deep/run.sh")!);
        (await reader.ReadToEndAsync(Stop)).ShouldBe("grün");
        Directory.EnumerateFiles(Path.Combine(tree.Path, "new/deep")).Count().ShouldBe(1);
        tree.OpenRead("absent").ShouldBeNull();
        tree.OpenRead("new/deep").ShouldBeNull();
        tree.Delete("absent/too");
    }

    private static Task Read(IWorktree tree, string path) => Task.Run(() => tree.OpenRead(path)?.Dispose());
}
