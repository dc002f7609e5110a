using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Spectre.Console;

namespace Groundwright.Cli.Views.Live;

/// <summary>The view that redraws itself on a terminal while a run goes on.</summary>
/// <param name="console">Where it draws.</param>
/// <param name="clock">For the times that tick.</param>
/// <param name="width">Columns.</param>
/// <param name="hint">What the last line says besides time and money.</param>
internal sealed class LiveRunView(IAnsiConsole console, TimeProvider clock, int width, string hint) : IRunView
{
    private const int LogLines = 3;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private readonly Lock turn = new();
    private readonly Queue<string> log = new();
    private readonly CancellationTokenSource ended = new();
    private DateTimeOffset since;
    private RunState? state;
    private string note = hint;
    private Task drawing = Task.CompletedTask;

    /// <inheritdoc/>
    public void Begin(RunState? state)
    {
        this.state = state;
        since = clock.GetUtcNow();
        drawing = Draw();
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent @event, RunState state)
    {
        lock (turn)
        {
            this.state = state;
            // The last lines of a phase say nothing about the next one.
            if (@event is PhaseStarted) log.Clear();
        }
    }

    /// <inheritdoc/>
    public void OnLine(string stepKey, OutputLine line)
    {
        if (string.IsNullOrWhiteSpace(line.Text)) return;
        lock (turn)
        {
            log.Enqueue($"{StepKey.Label(stepKey)}: {ToolLine.Readable(line.Text)}");
            while (log.Count > LogLines) log.Dequeue();
        }
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        lock (turn) note = text;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
#pragma warning disable VSTHRD003 // Begin of this very object started it, and no synchronization context exists here.
        await drawing;
#pragma warning restore VSTHRD003
        ended.Dispose();
    }

    private async Task Draw()
    {
        var live = console.Live(Frame()).AutoClear(false).Overflow(VerticalOverflow.Visible);
        await live.StartAsync(async display =>
        {
            while (!ended.IsCancellationRequested)
            {
                display.UpdateTarget(Frame());
                try
                {
                    await Task.Delay(Tick, clock, ended.Token);
                }
                catch (OperationCanceledException)
                {
                    break;
                }
            }
            display.UpdateTarget(Frame());
        });
    }

    /// <summary>Cut to the terminal by us: what Spectre cuts itself it may cut wrongly when the frame shrinks.</summary>
    private SpectreScreen Frame()
    {
        lock (turn)
        {
            var screen = state is null ? new Text.Screen().Blank() : new RunFrame(state, [.. log], clock.GetUtcNow(), since, note).Lay(width);
            return new SpectreScreen(screen.Last(Math.Max(10, console.Profile.Height - 1)));
        }
    }
}
