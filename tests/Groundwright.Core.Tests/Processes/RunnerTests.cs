using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

/// <summary>A runner, a folder and words for what tests start.</summary>
public abstract class RunnerTests : IDisposable
{
    protected TemporaryDirectory Folder { get; } = new();

    protected ICommandRunner Runner { get; } = new CommandRunner(TimeProvider.System, new Masker("hunter2-hunter2"));

    protected Command Stub(params string[] arguments) => new(StubTool.Path, arguments) { WorkingDirectory = Folder.Path };

    protected Command Bash(string script) => new("bash", ["-c", script]) { WorkingDirectory = Folder.Path };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs, and calls back with the first line and the means to cancel; expects the cancellation.</summary>
    protected async Task CancelAfterFirstLine(Command command, Action<string>? firstLine = null)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var lines = new List<string>();
        try
        {
            var result = await Runner.Run(command, line =>
            {
                lines.Add(line.Text);
                firstLine?.Invoke(line.Text);
                cancel.Cancel();
            }, cancel.Token);
            Assert.Fail($"ended by itself after {string.Join('|', lines)}: {result}");
        }
        catch (OperationCanceledException)
        {
            lines.ShouldNotBeEmpty();
        }
    }

    /// <summary>Processes whose command line holds this text, such as a number of seconds that only this test sleeps.</summary>
    protected static IReadOnlyList<int> Find(string text) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _))
            .Where(folder => CommandLine(folder).Contains(text, StringComparison.Ordinal)).Select(folder => int.Parse(Path.GetFileName(folder))),
    ];

    /// <summary>A number of seconds no other test sleeps, so that the sleeper can be found: some weeks.</summary>
    protected static string UniqueSeconds() => $"{Random.Shared.Next(1_000_000, 2_000_000)}.{Random.Shared.Next(100_000, 999_999)}";

    protected static async Task Eventually(Func<bool> holds, string what)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (holds()) return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
        throw new TimeoutException($"never came true: {what}");
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Folder.Dispose();

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
