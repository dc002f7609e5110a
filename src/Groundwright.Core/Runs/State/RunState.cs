using System.Text.Json;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs;

/// <summary>What a journal says, folded. Immutable.</summary>
public sealed record RunState
{
    /// <summary>The first event.</summary>
    public required RunStarted Started { get; init; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; init; } = RunStatus.Open;

    /// <summary>Everything asked for, in order.</summary>
    public IReadOnlyList<WorkRequested> Work { get; init; } = [];

    /// <summary>Phases asked for and not done, the current one first.</summary>
    public IReadOnlyList<string> Remaining { get; init; } = [];

    /// <summary>Phases begun, in order; the last may be going on.</summary>
    public IReadOnlyList<PhaseState> Phases { get; init; } = [];

    /// <summary>Steps by key.</summary>
    public IReadOnlyDictionary<string, StepState> Steps { get; init; } = new Dictionary<string, StepState>();

    /// <summary>Gates by key, open and answered.</summary>
    public IReadOnlyDictionary<string, GateState> Gates { get; init; } = new Dictionary<string, GateState>();

    /// <summary>Timers by key.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Timers { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>What agents used, piece by piece, in order.</summary>
    public IReadOnlyList<AgentSpent> Spent { get; init; } = [];

    /// <summary>Key of a tree-changing step that was begun and not completed: what lies in the worktree is nobody's word. Null: the tree is sound.</summary>
    public string? TreeInDoubt { get; init; }

    /// <summary>The last tree written down; null before the first.</summary>
    public Snapshot? Tree { get; init; }

    /// <summary>Set while somebody wants it stopped.</summary>
    public CancelRequested? Cancel { get; init; }

    /// <summary>Set when a phase failed, or the run ended with a problem.</summary>
    public ProblemRecord? Problem { get; init; }

    /// <summary>When it last moved.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>Sequence number of the last event.</summary>
    public long Sequence { get; init; }

    /// <summary>Id of the run.</summary>
    public string Id => Started.RunId;

    /// <summary>What was asked for.</summary>
    public Request Request => Started.Request;

    /// <summary>Values of the phases that succeeded, later ones first; then what was taken up from the old system.</summary>
    public string? Fact(string name) =>
        Phases.Reverse().Where(phase => phase is { Ended: not null, Problem: null }).Select(phase => phase.Facts.GetValueOrDefault(name)).FirstOrDefault(value => value is not null)
        ?? Started.AdoptedFacts.GetValueOrDefault(name);

    /// <summary>The gates of the current phase that wait for an answer.</summary>
    public IEnumerable<GateState> OpenGates => Gates.Values.Where(gate => gate.Answer is null && IsCurrent(gate.Key));

    /// <summary>The effects of the current phase of which it cannot be told whether they happened.</summary>
    public IEnumerable<StepState> UnknownEffects => Steps.Values.Where(step => step is { Unknown: not null, Resolved: null } && IsCurrent(step.Key));

    /// <summary>Whether a step or gate belongs to the phase going on.</summary>
    internal bool IsCurrent(string key) => Phases.Count > 0 && Phases[^1] is { Ended: null } phase && key.StartsWith($"{phase.Name}.{phase.Occurrence}/", StringComparison.Ordinal);
}

/// <summary>One begun phase.</summary>
public sealed record PhaseState(string Name, int Occurrence, DateTimeOffset Started)
{
    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Set when it failed.</summary>
    public ProblemRecord? Problem { get; init; }

    /// <summary>One line.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Values others use.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nothing can follow it.</summary>
    public bool Final { get; init; }
}

/// <summary>One step.</summary>
public sealed record StepState(string Key, EffectKind Effect, string Input, DateTimeOffset Started)
{
    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>When it was done; null when it is not.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>What it returned; undefined before it is done.</summary>
    public JsonElement Result { get; init; }

    /// <summary>Its last failure; null when the last attempt did not fail.</summary>
    public ProblemRecord? Problem { get; init; }

    /// <summary>Set while it cannot be told whether it happened.</summary>
    public EffectUnknown? Unknown { get; init; }

    /// <summary>Set once that was settled.</summary>
    public EffectResolved? Resolved { get; init; }

    /// <summary>Tree after it, when it changed files.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>Seal of its log.</summary>
    public LogSeal? Log { get; init; }
}

/// <summary>One gate.</summary>
public sealed record GateState(string Key, GateRequest Request, DateTimeOffset Opened)
{
    /// <summary>The answer that settled it; null while it waits.</summary>
    public GateAnswer? Answer { get; init; }

    /// <summary>Everyone who answered, oldest first: where several must agree, fewer than enough may have.</summary>
    public IReadOnlyList<GateAnswer> Answers { get; init; } = [];

    /// <summary>How many different people agreed so far.</summary>
    public int Agreed => GateRules.Agreed(Answers);

    /// <summary>Whether somebody agreed already: saying it again does not make them two.</summary>
    public bool HasAgreed(Actor actor) => Answers.Any(answer => answer.Approved && string.Equals(answer.Actor.Name, actor.Name, StringComparison.OrdinalIgnoreCase));
}
