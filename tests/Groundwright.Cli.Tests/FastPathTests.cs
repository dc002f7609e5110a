using Groundwright.Cli.Tests.Fakes;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests;

public class FastPathTests
{
    [Theory]
    [Covers("Q8")]
    [InlineData("runs list")]
    [InlineData("runs list --all")]
    [InlineData("runs list --json")]
    public async Task The_fast_path_answers_as_the_usual_way_does(string typed)
    {
        var session = new Session();
        session.Services.MemoryRuns.Put(Story.Begun().Failed());
        await session.Type(typed.Split(' '));
        using var output = new StringWriter();
        var terminal = new Terminal(() => output, () => TextWriter.Null, () => TextReader.Null);
        FastPath.Knows(typed.Split(' ')).ShouldBeTrue();
        (await FastPath.Run(typed.Split(' '), terminal, (_, _) => session.Services)).ShouldBe(0);
        output.ToString().ShouldBe(session.Output);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("runs list --help")]
    [InlineData("runs show")]
    public void Anything_else_goes_the_usual_way(string typed) => FastPath.Knows(typed.Split(' ')).ShouldBeFalse();

    [Fact]
    [Covers("Q8")]
    public void The_version_is_printed_without_loading_the_parser_or_the_views()
    {
        Needs.Linux();
        Needs.Strace();
        var program = Path.Combine(AppContext.BaseDirectory, "gw");
        using var folder = new TemporaryDirectory();
        var (exit, output) = ChildProcess.Run("strace", ["-f", "-e", "trace=openat", "-o", folder["trace"], program, "--version"], folder.Path);
        exit.ShouldBe(0, output);
        output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
        var opened = File.ReadAllLines(folder["trace"]).Where(line => line.Contains(".dll\"") && !line.Contains("ENOENT")).ToList();
        opened.ShouldContain(line => line.Contains("/gw.dll"));
        opened.ShouldNotContain(line => line.Contains("System.CommandLine.dll") || line.Contains("Spectre.Console.dll") || line.Contains("Groundwright.Adapters.dll") || line.Contains("System.Text.Json.dll"));
    }
}
