using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Worktrees;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

/// <summary>A store in a folder of its own, and processes that use it.</summary>
internal sealed class StoreFolder : IDisposable
{
    public const string Id = "k7f3x2ab";

    private readonly TemporaryDirectory folder = new();

    public string Git => folder.Path;

    public FileRunStore Store => Open(text => text);

    public string Run(string id = Id) => Path.Combine(Git, "groundwright", "runs", id);

    public string Journal(string id = Id) => Path.Combine(Run(id), "journal.jsonl");

    public string Index => Path.Combine(Git, "groundwright", "runs", "index.jsonl");

    public FileRunStore Open(Func<string, string> mask, string? networkFileSystem = null) =>
        new(Git, TimeProvider.System, mask, Summarize) { NetworkFileSystemOf = _ => networkFileSystem };

    /// <summary>A run with this many events besides its first, each durable alone; nobody holds it.</summary>
    public StoreFolder With(int events, string id = Id)
    {
        using var journal = Store.Create(Started(id));
        for (var i = 0; i < events; i++) journal.Append(Phase($"p{i + 2}"));
        return this;
    }

    public ChildProcess Probe(string verb, string id = Id, int count = 0) => ChildProcess.Start(ProbePath, Arguments(verb, id, count));

    public (int ExitCode, string Output) RunProbe(string verb, string id = Id, int count = 0) => ChildProcess.Run(ProbePath, Arguments(verb, id, count));

    /// <summary>Runs the probe under strace, which fails or kills it at a system call.</summary>
    public string Inject(string injection, string verb, int count) =>
        ChildProcess.Run("strace", ["-f", "-o", "/dev/null", "-e", $"trace={injection.Split(':')[0]}", "-e", $"inject={injection}", ProbePath, .. Arguments(verb, Id, count)]).Output;

    /// <summary>Runs the probe and writes its writes and fsyncs to a file, in order.</summary>
    public string Trace(string file, string verb, int count) =>
        ChildProcess.Run("strace", ["-f", "-o", file, "-e", "trace=write,pwrite64,fsync", ProbePath, .. Arguments(verb, Id, count)]).Output;

    public static RunStarted Started(string id = Id, string title = "Add a log bucket") => new(JournalFormat.Version, id,
        new Request { Title = title, Body = "", Source = "test", Trusted = true }, new Actor("ada", "os-user"),
        new BranchTip("main", "0000"), new ConfigurationSource(null, "", false), "0");

    public static PhaseStarted Phase(string name) => new(name, 1);

    public static RunSummary Summarize(IReadOnlyList<RunEvent> events)
    {
        var started = (RunStarted)events[0];
        return new(started.RunId, started.Request.Title, null, "sdlc", RunStatus.Running, events.OfType<PhaseStarted>().LastOrDefault()?.Phase, started.At, events[^1].At);
    }

    public static Problem Refusal(Action action) => Should.Throw<GroundwrightException>(action).Problem;

    /// <summary>Waits until a process has printed something.</summary>
    public static void WaitFor(ChildProcess process, string text) =>
        SpinWait.SpinUntil(() => process.Output.Contains(text, StringComparison.Ordinal) || process.HasExited, TimeSpan.FromMinutes(1)).ShouldBeTrue(process.Output);

    public static void Signal(string signal, ChildProcess process) => ChildProcess.Run("kill", [signal, $"{process.Id}"]).ExitCode.ShouldBe(0);

    public void Dispose() => folder.Dispose();

    private static string ProbePath => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "StoreProbe",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), OperatingSystem.IsWindows() ? "store-probe.exe" : "store-probe"));

    private string[] Arguments(string verb, string id, int count) => [verb, Git, id, $"{count}"];
}
