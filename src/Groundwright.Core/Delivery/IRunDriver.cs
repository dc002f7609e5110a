using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Delivery;

/// <summary>What commands, the server and the demo do with runs. Everything that changes a run goes through here.</summary>
public interface IRunDriver
{
    /// <summary>Makes a run durable and returns its id. Nothing is worked on yet.</summary>
    Task<string> Start(StartRun start, CancellationToken cancellationToken);

    /// <summary>Asks for more phases of a run that exists.</summary>
    Task Ask(string runId, WorkAsked work, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the run and works until it ends, waits or is stopped. Safe after any crash: known results come from the journal.
    /// Cancelling the token is a shutdown (rule X5): the run stays as it is and can be driven again.
    /// </summary>
    Task<RunState> Drive(string runId, DriveOptions options, IRunObserver observer, CancellationToken cancellationToken);
}

/// <summary>A new run.</summary>
/// <param name="Reference">Issue number or path of a request; unused when <see cref="Request"/> says it all.</param>
/// <param name="RunId">Given id; null: made.</param>
/// <param name="Work">What is asked for.</param>
/// <param name="Uncommitted">Use <c>groundwright.yaml</c> as it lies in the checkout.</param>
public sealed record StartRun(string Reference, string? RunId, WorkAsked Work, bool Uncommitted)
{
    /// <summary>A request that is no issue: a command such as <c>gw deploy dev</c>. Null: it is read from <see cref="Reference"/>.</summary>
    public Request? Request { get; init; }
}

/// <summary>Work someone asks for.</summary>
/// <param name="Workflow">Workflow or phase name.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Options">Such as <c>environment</c>, <c>zte</c>, <c>patch</c> (its text).</param>
public sealed record WorkAsked(string Workflow, Actor Actor, IReadOnlyDictionary<string, string> Options);

/// <summary>How to drive.</summary>
/// <param name="Retry">Go on from a failed step.</param>
/// <param name="AnswerGatesAs">Answers gates that this actor may answer (<c>--yes</c>); null: gates wait.</param>
/// <param name="WorkIsDone">The person says that the edits a <see cref="GateKind.Work"/> gate waits for are made.</param>
public sealed record DriveOptions(bool Retry = false, Actor? AnswerGatesAs = null, bool WorkIsDone = false)
{
    /// <summary>The word that was typed for a gate that wants one; null: none.</summary>
    public string? Typed { get; init; }
}

/// <summary>Sees a run go by. Called on the driver's thread: be quick, do not throw.</summary>
public interface IRunObserver
{
    /// <summary>An event was journaled.</summary>
    void OnEvent(RunEvent @event, RunState state);

    /// <summary>A step printed a line (masked).</summary>
    void OnLine(string stepKey, OutputLine line);
}
