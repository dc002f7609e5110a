using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Projections;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Projections;

[Covers("A11")]
public sealed class RunFilesTests : IDisposable
{
    private readonly TemporaryDirectory checkout = new();
    private readonly RunFiles files;

    public RunFilesTests() => files = new RunFiles(checkout.Path, "ABC12345", text => text.Replace("hunter2", "***", StringComparison.Ordinal));

    public void Dispose() => checkout.Dispose();

    [Fact]
    [Covers("T3")]
    public void What_is_written_lies_where_scripts_look_and_is_masked()
    {
        using (var log = files.AppendLog("build")) log.Line("password hunter2");
        using (var log = files.AppendLog("build")) log.Line("second");
        using (var raw = files.AppendRawOutput("build")) raw.Line("{\"x\":\"hunter2\"}");
        files.AppendPrompt("build", "implement", "use hunter2\n");
        files.AppendPrompt("build", "fix-1", "again");
        files.Replace("review.json", "{\"summary\":\"hunter2\"}");

        Read("agents/abc12345/build/execution.log").ShouldBe("password ***\nsecond\n");
        Read("agents/abc12345/build/raw_output.jsonl").ShouldBe("{\"x\":\"***\"}\n");
        Read("agents/abc12345/build/prompt.md").ShouldBe("<!-- implement -->\n\nuse ***\n\n<!-- fix-1 -->\n\nagain\n\n");
        Read("agents/abc12345/review.json").ShouldBe("{\"summary\":\"***\"}");
        files.ExecutionLog("build").ShouldBe(checkout["agents", "abc12345", "build", "execution.log"]);
    }

    [Fact]
    public void Folders_can_be_read_by_others()
    {
        files.AppendLog("plan").Dispose();
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such modes");
        else File.GetUnixFileMode(checkout["agents", "abc12345", "plan"]).ShouldBe((UnixFileMode)0b111_101_101);
    }

    [Fact]
    public void The_state_file_is_replaced_whole_and_leaves_nothing_beside_it()
    {
        files.ReadState().ShouldBeNull();
        var state = StateFile.Read(StateFileTests.OldExample, "s");
        files.WriteState(state);
        files.WriteState(state);
        files.ReadState()!.ToJson().ShouldBe(state.ToJson());
        Directory.GetFiles(checkout["agents", "abc12345"]).ShouldBe([files.State]);
    }

    [Fact]
    public async Task A_state_file_is_never_seen_in_part()
    {
        var state = StateFile.Read(StateFileTests.OldExample, "s");
        files.WriteState(state);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested) files.ReadState()!.Entries.Count.ShouldBe(10);
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 200; i++) files.WriteState(state);
        await done.CancelAsync();
        await reader;
    }

    [Theory]
    [Covers("U2")]
    [InlineData("agents")]
    [InlineData("agents/abc12345")]
    [InlineData("agents/abc12345/build")]
    [InlineData("agents/abc12345/build/execution.log")]
    public void Nothing_is_written_through_a_planted_link(string link)
    {
        using var outside = new TemporaryDirectory();
        var sentinel = outside.Write("execution.log", "mine\n");
        Directory.CreateDirectory(Path.GetDirectoryName(checkout[link])!);
        var isFile = link.EndsWith(".log", StringComparison.Ordinal);
        if (isFile) File.CreateSymbolicLink(checkout[link], sentinel);
        else Directory.CreateSymbolicLink(checkout[link], outside.Path);

        Should.Throw<GroundwrightException>(() => files.AppendLog("build")).Problem.Code.ShouldBe(StateProblems.Link);
        File.ReadAllText(sentinel).ShouldBe("mine\n");
        Directory.GetFileSystemEntries(outside.Path).ShouldHaveSingleItem();
    }

    [Fact]
    [Covers("U2")]
    public void A_dangling_link_is_a_link()
    {
        Directory.CreateDirectory(checkout["agents", "abc12345"]);
        File.CreateSymbolicLink(files.State, checkout["elsewhere"]);
        Should.Throw<GroundwrightException>(() => files.WriteState(StateFile.Read(StateFileTests.OldExample, "s"))).Problem.Code.ShouldBe(StateProblems.Link);
        Should.Throw<GroundwrightException>(() => files.ReadState()).Problem.Code.ShouldBe(StateProblems.Link);
        File.Exists(checkout["elsewhere"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public void A_phase_whose_name_is_a_path_makes_no_file(string phase) => Should.Throw<ArgumentException>(() => files.ExecutionLog(phase));

    [Fact]
    public void A_file_in_the_way_is_a_problem_that_says_so()
    {
        checkout.Write("agents/abc12345", "in the way");
        Should.Throw<GroundwrightException>(() => files.AppendLog("build")).Problem.Code.ShouldBe(StateProblems.CannotWrite);
    }

    private string Read(string path) => File.ReadAllText(checkout[path]);
}
