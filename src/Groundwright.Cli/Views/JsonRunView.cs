using System.Text.Json;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary>One JSON object a line: the events as they are in the journal, and <c>line</c> for what steps print.</summary>
internal sealed class JsonRunView(TextWriter output, TimeProvider clock) : IRunView
{
    private readonly Lock turn = new();

    /// <inheritdoc/>
    public void Begin(RunState? state)
    {
        // Which run it is: its first event is in the journal since before anybody looked.
        if (state is not null) Write(JsonSerializer.Serialize<RunEvent>(state.Started, JournalFormat.Default.RunEvent));
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent @event, RunState state) => Write(JsonSerializer.Serialize(@event, JournalFormat.Default.RunEvent));

    /// <inheritdoc/>
    public void OnLine(string stepKey, OutputLine line) =>
        Write(JsonSerializer.Serialize(new LineEvent("line", stepKey, line.Text, line.IsError, clock.GetUtcNow()), CliJson.Default.LineEvent));

    /// <inheritdoc/>
    public void Note(string text)
    {
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string json)
    {
        lock (turn) output.WriteLine(json);
    }
}

/// <summary>A line of output in the event stream; it is in no journal.</summary>
internal sealed record LineEvent(string Type, string Step, string Text, bool IsError, DateTimeOffset At);
