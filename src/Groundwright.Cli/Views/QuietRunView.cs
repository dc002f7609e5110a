using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary>Shows nothing on the way (<c>-q</c>); what came of it is shown by the command.</summary>
internal sealed class QuietRunView : IRunView
{
    /// <inheritdoc/>
    public void Begin(RunState? state)
    {
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent @event, RunState state)
    {
    }

    /// <inheritdoc/>
    public void OnLine(string stepKey, OutputLine line)
    {
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
