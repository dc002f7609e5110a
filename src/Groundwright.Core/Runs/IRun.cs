using Groundwright.Core.Agents;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs;

/// <summary>
/// A run as a phase sees it. A phase is straight-line code: every result that must survive is the result of a step; known results come from the
/// journal, the rest runs. Waiting is a suspension: the call does not return, and every later call refuses (rule J7).
/// </summary>
public interface IRun
{
    /// <summary>Id of the run.</summary>
    string Id { get; }

    /// <summary>What was asked for.</summary>
    Request Request { get; }

    /// <summary>Everything the journal says so far.</summary>
    RunState State { get; }

    /// <summary>Does something that may be done again. Its result is remembered.</summary>
    /// <param name="name">Name of the step, with <c>/key</c> in loops.</param>
    /// <param name="input">What the result depends on; a change of it stops the run (rule J6). Serialised, so small.</param>
    /// <param name="body">The work.</param>
    Task<T> Step<T>(string name, object? input, Func<StepScope, Task<T>> body);

    /// <summary>The same for work on the files of the worktree: it starts from the last snapshot and ends in one (rule J8).</summary>
    Task<TreeChange<T>> ChangeTree<T>(string name, object? input, Func<StepScope, Task<T>> body);

    /// <summary>Writes down the tree as a person left it; the counterpart of <see cref="ChangeTree"/> for work that was not ours.</summary>
    Task<Snapshot> TakeIn(string name);

    /// <summary>Does something outside that one can look for: after a crash <paramref name="look"/> is asked first.</summary>
    /// <param name="name">Name of the step.</param>
    /// <param name="input">What it depends on.</param>
    /// <param name="look">Returns the result when it has happened already, else null.</param>
    /// <param name="act">Does it.</param>
    Task<T> Observe<T>(string name, object? input, Func<StepScope, Task<T?>> look, Func<StepScope, Task<T>> act)
        where T : class;

    /// <summary>Runs a process at most once, under the effect host (rules X1 to X5).</summary>
    Task<EffectResult> Once(string name, object? input, OnceEffect effect);

    /// <summary>Waits for a person. Suspends the run when nobody has answered.</summary>
    Task<GateAnswer> Gate(string name, GateRequest request);

    /// <summary>Waits for a clock. Suspends the run when the time is not there.</summary>
    Task Sleep(string name, TimeSpan time);

    /// <summary>The worktree of the run, made or taken up on first use; a remade one gets the last snapshot back. Needed before <see cref="ChangeTree"/>.</summary>
    /// <param name="branch">Branch of the run.</param>
    /// <param name="start">Commit the branch starts at when it does not exist yet.</param>
    Task<IWorktree> Worktree(string branch, string start);

    /// <summary>Stops the work of this process: a person's cancel or a shutdown.</summary>
    CancellationToken Cancellation { get; }
}

/// <summary>The result of a step on files, and the files after it.</summary>
public sealed record TreeChange<T>(T Result, Snapshot Snapshot);

/// <summary>What a step gets.</summary>
/// <param name="Key">Its full key.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="StartedAt">When its first attempt was journaled; the same after a crash for observable steps, so that commits get the same id.</param>
/// <param name="Log">Writes a line to the step's log and the live view; masked.</param>
/// <param name="Cancellation">Stops the step.</param>
public sealed record StepScope(string Key, int Attempt, DateTimeOffset StartedAt, Action<OutputLine> Log, CancellationToken Cancellation)
{
    /// <summary>Journals what an agent used, whatever becomes of the step. Default, where no agent works: nothing.</summary>
    public Action<AgentUsage> Spend { get; init; } = _ => { };
}

/// <summary>An effect that cannot be repeated.</summary>
public sealed record OnceEffect
{
    /// <summary>The process. Asked for only when it is going to be started; may take its time.</summary>
    public required Func<StepScope, Task<Command>> Command { get; init; }

    /// <summary>Reads the guards again, right before the start (rule X3). Throws a problem when one does not hold; what it returns is journaled.</summary>
    public required Func<StepScope, Task<IReadOnlyDictionary<string, string>>> Guards { get; init; }

    /// <summary>Keeps the lease that the effect runs under. Asked for right after <see cref="Command"/>. Default: there is none.</summary>
    public Func<EffectKeeper?> Keeper { get; init; } = () => null;

    /// <summary>Finds out what became of an effect that was started and left no exit record.</summary>
    public required Func<StepScope, string, Task<EffectVerdict>> Settle { get; init; }
}

/// <summary>
/// Keeps a lease for as long as an effect goes on. The effect host runs the command once before the effect begins, unless the lease was renewed within a third of it, and every
/// third of a lease from then on: 0 means that the lease is ours; 3 that it is lost, and then the effect is not begun, or interrupted; anything else that it could not be told, which is borne for one lease.
/// </summary>
/// <param name="Command">The command.</param>
public sealed record EffectKeeper(Command Command)
{
    /// <summary>How long the lease lasts without it. Default 30 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>When the lease was last renewed. Default: not known.</summary>
    public Moment? Kept { get; init; }
}

/// <summary>What became of an effect.</summary>
/// <param name="Happened">True: done. False: proven not begun. Null: cannot be told.</param>
/// <param name="Evidence">Facts, one a line.</param>
public sealed record EffectVerdict(bool? Happened, IReadOnlyList<string> Evidence);

/// <summary>The record of an effect that ran.</summary>
/// <param name="ExitCode">Exit code of the process; null when it was settled without an exit record.</param>
/// <param name="LogFile">Its output, absolute path.</param>
/// <param name="Settled">How it is known when there is no exit record.</param>
public sealed record EffectResult(int? ExitCode, string LogFile, string? Settled);
