using System.Globalization;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;

namespace Groundwright.Core.Delivery;

/// <summary>
/// Keeps <c>agents/&lt;id&gt;/</c> in step with the journal while a run goes by. Losing it loses nothing, so what cannot be written is said once and stops no run.
/// </summary>
internal sealed class ProjectingObserver(IRunObserver next, RunFiles files) : IRunObserver, IDisposable
{
    private readonly Lock gate = new();
    private RunFileAppender? log;
    private string? phase;
    private bool complained;

    public void OnEvent(RunEvent @event, RunState state)
    {
        if (@event is OwnerChanged or PhaseStarted or PhaseEnded or RunEnded or WorkRequested or StepCompleted { Snapshot: not null })
            Try(() => files.WriteState(StateFile.Project(state, files.ReadState())));
        if (@event is PhaseStarted started) Try(() => Open(started.Phase));
        if (Line(@event) is { } line) Try(() => Log($"{@event.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}Z {line}"));
        next.OnEvent(@event, state);
    }

    public void OnLine(string stepKey, OutputLine line)
    {
        Try(() => Log($"  {stepKey[(stepKey.IndexOf('/', StringComparison.Ordinal) + 1)..]}: {line.Text}"));
        next.OnLine(stepKey, line);
    }

    public void Dispose() => Try(Close);

    private void Open(string name)
    {
        lock (gate)
        {
            if (phase == name) return;
            Try(Close);
            (log, phase) = (files.AppendLog(name), name);
        }
    }

    private void Close()
    {
        lock (gate)
        {
            var closing = log;
            log = null;
            closing?.Dispose();
        }
    }

    private void Log(string line)
    {
        lock (gate) log?.Line(line);
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is GroundwrightException or IOException or UnauthorizedAccessException)
        {
            if (!complained) next.OnLine("agents", new OutputLine(true, (fault as GroundwrightException)?.Problem.Summary ?? fault.Message));
            complained = true;
        }
    }

    private static string? Line(RunEvent @event) => @event switch
    {
        PhaseStarted started => $"{started.Phase} started",
        PhaseEnded { Problem: null } ended => $"{ended.Phase} done: {ended.Summary}",
        PhaseEnded ended => $"{ended.Phase} failed: {ended.Problem!.Code} {ended.Problem.Summary}",
        StepStarted step => $"{step.Key} started{(step.Attempt > 1 ? $", attempt {step.Attempt}" : "")}",
        StepCompleted step => $"{step.Key} done",
        StepFailed step => $"{step.Key} failed: {step.Problem.Code} {step.Problem.Summary}",
        EffectUnknown effect => $"{effect.Key} unknown: {string.Join("; ", effect.Evidence)}",
        GateOpened gate => $"waits: {gate.Gate.Title}",
        GateAnswered gate => $"{(gate.Answer.Approved ? "approved" : "refused")} by {gate.Answer.Actor.Name}",
        _ => null,
    };
}
