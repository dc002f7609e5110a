using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary><c>gw runs show</c> for programs.</summary>
internal sealed record RunStory(
    string RunId, RunStatus Status, string Title, string? IssueNumber, string Source, string RequestedBy, DateTimeOffset Started, DateTimeOffset Updated,
    double WorkedSeconds, string Directory, RunOwner? Owner, IReadOnlyList<string> Remaining, IReadOnlyList<PhaseStory> Phases, IReadOnlyList<GateState> Gates, ProblemRecord? Problem, string? Unconfined, string? Hotfix, RunFigures Cost)
{
    /// <summary>Tells it.</summary>
    public static RunStory Of(RunState state, IReadOnlyList<RunEvent> events, RunOwner? owner, string directory) => new(
        state.Id, state.Status, state.Request.Title, state.Request.IssueNumber, state.Request.Source, state.Started.Actor.Name, state.Started.At, state.Updated,
        RunTimes.Worked(events).TotalSeconds, directory, owner, state.Remaining,
        [.. state.Phases.Select(phase => PhaseStory.Of(state, phase))], [.. state.Gates.Values], state.Problem, state.Started.Unconfined, HotfixOption.Of(state), RunFigures.Of(state));
}

/// <summary>One phase.</summary>
internal sealed record PhaseStory(
    string Name, int Occurrence, DateTimeOffset Started, DateTimeOffset? Ended, string Summary, IReadOnlyDictionary<string, string> Facts,
    ProblemRecord? Problem, IReadOnlyList<StepStory> Steps)
{
    /// <summary>Tells it.</summary>
    public static PhaseStory Of(RunState state, PhaseState phase) => new(
        phase.Name, phase.Occurrence, phase.Started, phase.Ended, phase.Summary, phase.Facts, phase.Problem,
        [.. StepKey.Of(state, phase).Select(step => new StepStory(step.Key, step.Effect, step.Attempts, step.Started, step.Completed, step.Problem, step.Unknown?.Evidence))]);
}

/// <summary>One step.</summary>
internal sealed record StepStory(
    string Key, EffectKind Effect, int Attempts, DateTimeOffset Started, DateTimeOffset? Completed, ProblemRecord? Problem, IReadOnlyList<string>? Unknown);
