using System.Text.Json;
using System.Text.Json.Serialization;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs.Journal;

/// <summary>One fact in the journal of a run. Facts are only ever added; the state of a run is a fold over them.</summary>
/// <remarks>Names on disk are part of the journal's version: never rename one, add another.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunStarted), "run-started")]
[JsonDerivedType(typeof(WorkRequested), "work-requested")]
[JsonDerivedType(typeof(OwnerChanged), "owner-changed")]
[JsonDerivedType(typeof(PhaseStarted), "phase-started")]
[JsonDerivedType(typeof(PhaseEnded), "phase-ended")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(StepCompleted), "step-completed")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
[JsonDerivedType(typeof(AgentSpent), "agent-spent")]
[JsonDerivedType(typeof(EffectUnknown), "effect-unknown")]
[JsonDerivedType(typeof(EffectResolved), "effect-resolved")]
[JsonDerivedType(typeof(GateOpened), "gate-opened")]
[JsonDerivedType(typeof(GateAnswered), "gate-answered")]
[JsonDerivedType(typeof(TimerSet), "timer-set")]
[JsonDerivedType(typeof(CancelRequested), "cancel-requested")]
[JsonDerivedType(typeof(RunEnded), "run-ended")]
public abstract record RunEvent
{
    /// <summary>Position in the journal, from 1 without gaps. Set by the journal.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was written, UTC. Set by the journal; decides nothing.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>The first event of every run.</summary>
/// <param name="Version">Version of the journal's format; <see cref="JournalFormat.Version"/> when written here.</param>
/// <param name="RunId">Id of the run.</param>
/// <param name="Request">What was asked for, copied.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Base">Default branch and its commit at the trigger.</param>
/// <param name="Configuration">Where the settings were read.</param>
/// <param name="Tool">Version of Groundwright.</param>
public sealed record RunStarted(
    int Version, string RunId, Request Request, Actor Actor, BranchTip Base, ConfigurationSource Configuration, string Tool) : RunEvent
{
    /// <summary>Workflow or phase asked for first. With the run itself, so that a run is never without work. Null: a <see cref="WorkRequested"/> follows.</summary>
    public string? Workflow { get; init; }

    /// <summary>Its phases, in order.</summary>
    public IReadOnlyList<string>? Phases { get; init; }

    /// <summary>What was asked for besides, as in <see cref="WorkRequested.Options"/>.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Why its agents and tools are not kept in: one line. Null: they are, or it was written before there was a sandbox.</summary>
    public string? Unconfined { get; init; }

    /// <summary>Values taken up from a state file of the old system, by field name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Adopted { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What was taken up, as facts: branch, spec, class.</summary>
    public IReadOnlyDictionary<string, string> AdoptedFacts { get; init; } = new Dictionary<string, string>();

    /// <summary>Phases that the old system had done.</summary>
    public IReadOnlyList<string> AdoptedPhases { get; init; } = [];
}

/// <summary>Where the settings of a run came from.</summary>
public sealed record ConfigurationSource(string? Commit, string Sha256, bool Uncommitted);

/// <summary>Someone asked for phases. A run has one or more of these: a workflow, then perhaps single phases.</summary>
/// <param name="Workflow">Name of the workflow, or of the phase when it was asked for alone.</param>
/// <param name="Phases">Phases in order.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Options">What was asked for besides, such as <c>zte</c> or a patch text.</param>
public sealed record WorkRequested(string Workflow, IReadOnlyList<string> Phases, Actor Actor, IReadOnlyDictionary<string, string> Options) : RunEvent;

/// <summary>A process took the run. Written on every open that goes on with it.</summary>
public sealed record OwnerChanged(int ProcessId, string Host, string Tool) : RunEvent;

/// <summary>A phase began. <paramref name="Occurrence"/> counts how often this phase was begun in this run, from 1, resumes not counted.</summary>
public sealed record PhaseStarted(string Phase, int Occurrence) : RunEvent;

/// <summary>A phase ended.</summary>
/// <param name="Phase">Its name.</param>
/// <param name="Occurrence">Which one.</param>
/// <param name="Problem">Null when it succeeded.</param>
/// <param name="Summary">One line for the run view, such as <c>3 files changed, +58 −2</c>.</param>
/// <param name="Facts">Values others use: <c>spec</c>, <c>plan:app</c>, <c>merge</c> ...</param>
public sealed record PhaseEnded(
    string Phase, int Occurrence, ProblemRecord? Problem, string Summary, IReadOnlyDictionary<string, string> Facts) : RunEvent
{
    /// <summary>True when nothing can follow: the run has succeeded. Null otherwise.</summary>
    public bool? Final { get; init; }
}

/// <summary>How an effect may be treated after a crash.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EffectKind>))]
public enum EffectKind
{
    /// <summary>Does no harm when done again.</summary>
    Repeatable,

    /// <summary>One can look whether it happened before doing it again.</summary>
    Observable,

    /// <summary>Runs under the effect host, at most once.</summary>
    Once,
}

/// <summary>A step began. For observable and once effects it is on disk before the effect begins.</summary>
/// <param name="Key"><c>phase.occurrence/name</c> or <c>phase.occurrence/name/key</c>.</param>
/// <param name="Effect">Kind of effect.</param>
/// <param name="Input">SHA-256 of the canonical JSON of the step's input, first 16 hex characters.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Guards">Values of the guards as read right before (rule X3).</param>
public sealed record StepStarted(string Key, EffectKind Effect, string Input, int Attempt, IReadOnlyDictionary<string, string>? Guards = null) : RunEvent
{
    /// <summary>Whether it works on the files of the worktree; an unfinished one leaves a tree that nobody vouches for.</summary>
    public bool ChangesTree { get; init; }
}

/// <summary>A step is done and is never computed again.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Input">Hash of its input.</param>
/// <param name="Result">What it returned.</param>
public sealed record StepCompleted(string Key, string Input, JsonElement Result) : RunEvent
{
    /// <summary>Tree after the step, when it changed files.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>Length and SHA-256 of the step's log file; null when it has none.</summary>
    public LogSeal? Log { get; init; }
}

/// <summary>Proves that a log is the whole log: an absent or cut one is <c>unknown</c>, never <c>passed</c> (T9).</summary>
public sealed record LogSeal(string File, long Length, string Sha256);

/// <summary>A step failed. It runs again when the run is retried.</summary>
public sealed record StepFailed(string Key, int Attempt, ProblemRecord Problem) : RunEvent;

/// <summary>An agent used something in a step, whatever became of the work. Null is unknown, which is not zero.</summary>
/// <param name="Key">Key of the step.</param>
/// <param name="Tokens">Read and written.</param>
/// <param name="Usd">US dollars.</param>
/// <param name="Turns">Answers of the model.</param>
public sealed record AgentSpent(string Key, long? Tokens, decimal? Usd, int? Turns) : RunEvent;

/// <summary>An effect was started and it cannot be told whether it happened. The run waits for <see cref="EffectResolved"/>.</summary>
public sealed record EffectUnknown(string Key, IReadOnlyList<string> Evidence) : RunEvent;

/// <summary>A person (or the tool, with proof) settled an unknown effect.</summary>
public sealed record EffectResolved(string Key, bool Happened, Actor Actor, string Reason) : RunEvent;

/// <summary>The run waits for an answer.</summary>
/// <param name="Key">Key of the gate, formed like a step's.</param>
/// <param name="Gate">What the gate is about.</param>
public sealed record GateOpened(string Key, GateRequest Gate) : RunEvent;

/// <summary>A gate was answered.</summary>
public sealed record GateAnswered(string Key, GateAnswer Answer) : RunEvent;

/// <summary>The run sleeps until then.</summary>
public sealed record TimerSet(string Key, DateTimeOffset Until) : RunEvent;

/// <summary>Somebody wants the run stopped.</summary>
public sealed record CancelRequested(Actor Actor, string Reason, bool Force) : RunEvent;

/// <summary>What a run came to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunOutcome>))]
public enum RunOutcome
{
    /// <summary>Shipped, or everything asked for is done and nothing can follow.</summary>
    Succeeded,

    /// <summary>A phase failed. <c>gw runs retry</c> goes on from the failed step.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,
}

/// <summary>The work asked for ended. A later <see cref="WorkRequested"/> opens the run again.</summary>
public sealed record RunEnded(RunOutcome Outcome, ProblemRecord? Problem) : RunEvent;

/// <summary>A problem as it stands in the journal.</summary>
public sealed record ProblemRecord(string Code, string Summary, string? Detail, IReadOnlyList<Remedy> Remedies, bool RetryHelps, int Exit)
{
    /// <summary>Writes a problem down.</summary>
    public static ProblemRecord Of(Problem problem) =>
        new(problem.Code.Id, problem.Summary, problem.Detail, problem.Remedies, problem.Retry.CanHelp, (int)problem.Code.Exit);

    /// <summary>The problem again, for showing.</summary>
    public Problem ToProblem() => new()
    {
        Code = new ProblemCode(Code, Summary, (ExitCode)Exit),
        Summary = Summary,
        Detail = Detail,
        Remedies = Remedies,
        Retry = new Retry(RetryHelps),
    };
}
