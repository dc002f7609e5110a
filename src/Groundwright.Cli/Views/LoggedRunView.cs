using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary>Shows a run, and writes it to the log file too.</summary>
internal sealed class LoggedRunView(IRunView shown, TextWriter file, TimeZoneInfo zone) : IRunView
{
    private readonly PlainRunView logged = new(file, zone, colour: false, lines: true);

    /// <inheritdoc/>
    public void Begin(RunState? state)
    {
        shown.Begin(state);
        logged.Begin(state);
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent @event, RunState state)
    {
        shown.OnEvent(@event, state);
        logged.OnEvent(@event, state);
    }

    /// <inheritdoc/>
    public void OnLine(string stepKey, OutputLine line)
    {
        shown.OnLine(stepKey, line);
        logged.OnLine(stepKey, line);
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
        shown.Note(text);
        logged.Note(text);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await shown.DisposeAsync();
        await logged.DisposeAsync();
    }
}
