using System.Globalization;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary>One line per event, for logs and dumb terminals.</summary>
/// <param name="output">Where.</param>
/// <param name="zone">For local times.</param>
/// <param name="colour">Whether colours are shown.</param>
/// <param name="lines">Whether what steps print is shown too (<c>-v</c>).</param>
internal sealed class PlainRunView(TextWriter output, TimeZoneInfo zone, bool colour, bool lines) : IRunView
{
    private readonly Lock turn = new();

    /// <inheritdoc/>
    public void Begin(RunState? state)
    {
        if (state is not null) Write(new Screen().Add(RunHead.Of(state, 78)));
    }

    /// <inheritdoc/>
    public void OnEvent(RunEvent @event, RunState state)
    {
        if (@event is RunStarted) Begin(state);
        if (Describe(@event) is not { } text) return;
        var time = TimeZoneInfo.ConvertTime(@event.At, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        Write(new Screen().Add(new Line().Add(time, Tone.Dim).Add(" ").Add(text, ToneOf(@event))));
    }

    /// <inheritdoc/>
    public void OnLine(string stepKey, OutputLine line)
    {
        if (lines) Write(new Screen().Add(new Line().Add($"  {StepKey.Path(stepKey)} │ ", Tone.Dim).Add(ToolLine.Readable(line.Text))));
    }

    /// <inheritdoc/>
    public void Note(string text) => Write(new Screen().Add(text, Tone.Warn));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(Screen screen)
    {
        lock (turn) output.Write(screen.Render(colour));
    }

    private static string? Describe(RunEvent @event) => @event switch
    {
        WorkRequested work => $"asked for {work.Workflow}",
        PhaseStarted phase => $"{phase.Phase} started",
        PhaseEnded { Problem: { } problem } phase => $"{phase.Phase} failed: {problem.Code} {problem.Summary}",
        PhaseEnded phase => $"{phase.Phase} done{(phase.Summary.Length == 0 ? "" : $": {phase.Summary}")}",
        StepStarted step => $"{StepKey.Path(step.Key)} started{(step.Attempt > 1 ? $" (attempt {step.Attempt})" : "")}",
        StepCompleted step => $"{StepKey.Path(step.Key)} done",
        StepFailed step => $"{StepKey.Path(step.Key)} failed: {step.Problem.Code} {step.Problem.Summary}",
        EffectUnknown effect => $"{StepKey.Path(effect.Key)} unknown: it cannot be told whether it happened",
        EffectResolved effect => $"{StepKey.Path(effect.Key)} settled by {effect.Actor.Name}: {(effect.Happened ? "it happened" : "it did not happen")}",
        GateOpened gate => $"waiting for {(gate.Gate.Kind == GateKind.Work ? "edits" : "approval")}: {gate.Gate.Title}",
        GateAnswered gate => $"{(gate.Answer.Approved ? "approved" : "rejected")} by {gate.Answer.Actor.Name}{(gate.Answer.Reason is { Length: > 0 } reason ? $": {reason}" : "")}",
        TimerSet timer => $"sleeps until {timer.Until:u}",
        CancelRequested cancel => $"cancelling, asked for by {cancel.Actor.Name}",
        RunEnded end => $"run {(end.Outcome == RunOutcome.Succeeded ? "done" : end.Outcome.ToString().ToLowerInvariant())}",
        _ => null,
    };

    private static Tone ToneOf(RunEvent @event) => @event switch
    {
        PhaseEnded { Problem: not null } or StepFailed => Tone.Bad,
        PhaseEnded => Tone.Good,
        GateOpened or EffectUnknown or CancelRequested => Tone.Warn,
        PhaseStarted => Tone.Strong,
        _ => Tone.Plain,
    };
}
