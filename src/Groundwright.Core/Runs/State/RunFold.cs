using System.Collections.Immutable;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>Folds the events of a journal into the state of the run. Pure: the same events give the same state.</summary>
public static class RunFold
{
    /// <summary>The state after all these events; the first is a <see cref="RunStarted"/>.</summary>
    public static RunState Of(IReadOnlyList<RunEvent> events)
    {
        var state = Begin((RunStarted)events[0]);
        for (var i = 1; i < events.Count; i++) state = Apply(state, events[i]);
        return state;
    }

    private static RunState Begin(RunStarted started)
    {
        var state = new RunState { Started = started, Updated = started.At, Sequence = started.Sequence };
        if (started is not { Workflow: { } workflow, Phases: { } phases }) return state;
        var work = new WorkRequested(workflow, phases, started.Actor, started.Options ?? new Dictionary<string, string>()) { At = started.At, Sequence = started.Sequence };
        return Apply(state, work);
    }

    /// <summary>The state after one more event.</summary>
    public static RunState Apply(RunState state, RunEvent @event) => Changed(state, @event) with { Updated = @event.At, Sequence = @event.Sequence };

    private static RunState Changed(RunState state, RunEvent @event) => @event switch
    {
        WorkRequested work => state with
        {
            Work = [.. state.Work, work],
            Remaining = work.Phases,
            Status = RunStatus.Running,
            Problem = null,
            Cancel = null,
        },
        PhaseStarted phase => Standing(Begin(state, phase)),
        PhaseEnded phase => End(state, phase),
        StepStarted step => Begin(state, step),
        StepCompleted step => Complete(state, step),
        StepFailed step => WithStep(state, step.Key, found => found with { Problem = step.Problem }),
        AgentSpent spent => state with { Spent = [.. state.Spent, spent] },
        EffectUnknown effect => WithStep(state, effect.Key, found => found with { Unknown = effect, Resolved = null }) with { Status = RunStatus.Unknown },
        EffectResolved effect => Going(WithStep(state, effect.Key, found => found with { Resolved = effect })),
        GateOpened gate => state with { Gates = Set(state.Gates, gate.Key, new GateState(gate.Key, gate.Gate, gate.At)), Status = RunStatus.Waiting },
        GateAnswered gate => Answer(state, gate),
        TimerSet timer => state with { Timers = Set(state.Timers, timer.Key, timer.Until), Status = RunStatus.Waiting },
        CancelRequested cancel => state with { Cancel = cancel },
        RunEnded ended => Finish(state, ended),
        OwnerChanged => state,
        _ => throw new InvalidOperationException($"no fold for {@event.GetType().Name}"),
    };

    private static RunState Begin(RunState state, PhaseStarted phase)
    {
        var known = state.Phases.Any(p => p.Name == phase.Phase && p.Occurrence == phase.Occurrence);
        return known
            ? WithPhase(state, phase.Phase, phase.Occurrence, p => p with { Ended = null, Problem = null })
            : state with { Phases = [.. state.Phases, new PhaseState(phase.Phase, phase.Occurrence, phase.At)] };
    }

    private static RunState End(RunState state, PhaseEnded phase)
    {
        var ended = WithPhase(state, phase.Phase, phase.Occurrence, p => p with
        {
            Ended = phase.At,
            Problem = phase.Problem,
            Summary = phase.Summary,
            Facts = phase.Facts,
            Final = phase.Final == true,
        });
        if (phase.Problem is not null) return ended with { Problem = phase.Problem };
        var remaining = state.Remaining.Count > 0 && state.Remaining[0] == phase.Phase ? [.. state.Remaining.Skip(1)] : state.Remaining;
        // After a final phase only the end of the run is missing; a process may die right here, and its successor writes it.
        var open = remaining.Count == 0 && phase.Final != true;
        return ended with { Remaining = remaining, Status = open ? RunStatus.Open : RunStatus.Running };
    }

    private static RunState Begin(RunState state, StepStarted step)
    {
        var next = state.Steps.TryGetValue(step.Key, out var found)
            ? found with { Attempts = step.Attempt, Problem = null }
            : new StepState(step.Key, step.Effect, step.Input, step.At);
        return (state.Status == RunStatus.Running ? state : Standing(state)) with
        {
            Steps = Set(state.Steps, step.Key, next),
            TreeInDoubt = step.ChangesTree ? step.Key : state.TreeInDoubt,
        };
    }

    private static RunState Complete(RunState state, StepCompleted step)
    {
        var found = state.Steps.GetValueOrDefault(step.Key) ?? new StepState(step.Key, EffectKind.Repeatable, step.Input, step.At);
        var done = found with
        {
            Input = step.Input,
            Completed = step.At,
            Result = step.Result,
            Problem = null,
            Unknown = null,
            Snapshot = step.Snapshot,
            Log = step.Log,
        };
        return state with
        {
            Steps = Set(state.Steps, step.Key, done),
            Tree = step.Snapshot ?? state.Tree,
            TreeInDoubt = state.TreeInDoubt == step.Key || step.Snapshot is not null ? null : state.TreeInDoubt,
        };
    }

    private static RunState Answer(RunState state, GateAnswered answer)
    {
        if (!state.Gates.TryGetValue(answer.Key, out var gate)) return state;
        var answers = gate.Answers.Append(answer.Answer).ToList();
        var settled = !answer.Answer.Approved || GateRules.IsEnough(gate.Request, answers);
        return Going(state with { Gates = Set(state.Gates, answer.Key, gate with { Answers = answers, Answer = settled ? answer.Answer : null }) });
    }

    /// <summary>Where a run stands whose phase goes on: what waits in an earlier phase waits no more.</summary>
    private static RunState Standing(RunState state) => state with
    {
        Status = state.UnknownEffects.Any() ? RunStatus.Unknown : state.OpenGates.Any() ? RunStatus.Waiting : RunStatus.Running,
    };

    /// <summary>The same for what others say: it never opens again what has ended.</summary>
    private static RunState Going(RunState state) =>
        state.Status is RunStatus.Open or RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled ? state : Standing(state);

    private static RunState Finish(RunState state, RunEnded ended) => state with
    {
        Problem = ended.Problem,
        Status = ended.Outcome switch
        {
            RunOutcome.Succeeded => RunStatus.Succeeded,
            RunOutcome.Cancelled => RunStatus.Cancelled,
            _ => RunStatus.Failed,
        },
    };

    private static RunState WithPhase(RunState state, string name, int occurrence, Func<PhaseState, PhaseState> change) =>
        state with { Phases = [.. state.Phases.Select(phase => phase.Name == name && phase.Occurrence == occurrence ? change(phase) : phase)] };

    private static RunState WithStep(RunState state, string key, Func<StepState, StepState> change) =>
        state.Steps.TryGetValue(key, out var found) ? state with { Steps = Set(state.Steps, key, change(found)) } : state;

    private static ImmutableDictionary<string, T> Set<T>(IReadOnlyDictionary<string, T> all, string key, T value) =>
        (all as ImmutableDictionary<string, T> ?? all.ToImmutableDictionary()).SetItem(key, value);
}
