using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>As much of a fold as screens need. The real one is tested where it lives.</summary>
internal static class Folding
{
    public static RunState Fold(IReadOnlyList<RunEvent> events)
    {
        var state = new RunState { Started = (RunStarted)events[0], Status = RunStatus.Running };
        return events.Aggregate(state, (folded, @event) => Apply(folded, @event) with { Updated = @event.At, Sequence = @event.Sequence });
    }

    private static RunState Apply(RunState state, RunEvent @event) => @event switch
    {
        WorkRequested work => state with { Work = [.. state.Work, work], Remaining = work.Phases, Status = RunStatus.Running },
        PhaseStarted phase => state with { Phases = [.. state.Phases, new PhaseState(phase.Phase, phase.Occurrence, phase.At)] },
        PhaseEnded phase => state with
        {
            Phases = [.. state.Phases.SkipLast(1), state.Phases[^1] with { Ended = phase.At, Problem = phase.Problem, Summary = phase.Summary, Facts = phase.Facts }],
            Remaining = phase.Problem is null ? [.. state.Remaining.Where(name => name != phase.Phase)] : state.Remaining,
        },
        StepStarted step => With(state, step.Key, _ => new StepState(step.Key, step.Effect, step.Input, step.At) { Attempts = step.Attempt }),
        StepCompleted step => With(state, step.Key, known => known! with { Completed = step.At, Problem = null }),
        StepFailed step => With(state, step.Key, known => known! with { Problem = step.Problem }),
        EffectUnknown effect => With(state, effect.Key, known => known! with { Unknown = effect }) with { Status = RunStatus.Unknown },
        EffectResolved effect => With(state, effect.Key, known => known! with { Resolved = effect }) with { Status = RunStatus.Running },
        GateOpened gate => state with { Gates = With(state.Gates, gate.Key, new GateState(gate.Key, gate.Gate, gate.At)), Status = RunStatus.Waiting },
        GateAnswered gate => state with { Gates = With(state.Gates, gate.Key, state.Gates[gate.Key] with { Answer = gate.Answer }), Status = RunStatus.Running },
        CancelRequested cancel => state with { Cancel = cancel },
        RunEnded end => state with
        {
            Problem = end.Problem,
            Status = end.Outcome switch
            {
                RunOutcome.Failed => RunStatus.Failed,
                RunOutcome.Cancelled => RunStatus.Cancelled,
                _ => state.Fact("merge") is null ? RunStatus.Open : RunStatus.Succeeded,
            },
        },
        _ => state,
    };

    private static RunState With(RunState state, string key, Func<StepState?, StepState> change) =>
        state with { Steps = With(state.Steps, key, change(state.Steps.GetValueOrDefault(key))) };

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> from, string key, T value) => new(from) { [key] = value };
}
