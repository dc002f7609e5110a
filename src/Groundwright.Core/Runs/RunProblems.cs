using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs;

/// <summary>Problem codes of runs and their journal (13xx, 14xx).</summary>
public static class RunProblems
{
    /// <summary>The text given is not a run id.</summary>
    public static readonly ProblemCode InvalidId = new("GW1301", "not a run id", ExitCode.BadArguments);

    /// <summary>No run has this id or prefix.</summary>
    public static readonly ProblemCode NotFound = new("GW1302", "no such run", ExitCode.BadArguments);

    /// <summary>Several runs begin with this prefix.</summary>
    public static readonly ProblemCode Ambiguous = new("GW1303", "several runs match", ExitCode.BadArguments);

    /// <summary>Another process is working on the run.</summary>
    public static readonly ProblemCode Held = new("GW1304", "another process is working on this run", ExitCode.Failed);

    /// <summary>The journal is damaged before its last record.</summary>
    public static readonly ProblemCode JournalDamaged = new("GW1305", "the journal of this run is damaged", ExitCode.Failed);

    /// <summary>The journal was written by a newer version.</summary>
    public static readonly ProblemCode JournalNewer = new("GW1306", "the journal of this run was written by a newer version", ExitCode.PrerequisiteMissing);

    /// <summary>A record could not be written durably.</summary>
    public static readonly ProblemCode JournalWrite = new("GW1307", "a record could not be written to disk", ExitCode.Failed);

    /// <summary>The journal would lie on a network file system.</summary>
    public static readonly ProblemCode NetworkFileSystem = new("GW1308", "runs need a local file system", ExitCode.PrerequisiteMissing);

    /// <summary>A run of that id exists already.</summary>
    public static readonly ProblemCode Exists = new("GW1309", "a run of this id exists", ExitCode.BadArguments);

    /// <summary>The program and the journal disagree about the steps of a phase (rule J6).</summary>
    public static readonly ProblemCode StepsDiffer = new("GW1310", "the steps of this run are not those of this version", ExitCode.Failed);

    /// <summary>A phase went on after the run was suspended, or ended with work still open (rule J7).</summary>
    public static readonly ProblemCode PhaseMisbehaved = new("GW1311", "a phase broke the rules of the engine", ExitCode.Failed);

    /// <summary>The run is not in a state in which this can be done.</summary>
    public static readonly ProblemCode WrongState = new("GW1312", "the run is not in a state for this", ExitCode.BadArguments);

    /// <summary>The run was cancelled.</summary>
    public static readonly ProblemCode Cancelled = new("GW1313", "the run was cancelled", ExitCode.Cancelled);

    /// <summary>An unexpected fault: a defect of Groundwright.</summary>
    public static readonly ProblemCode Unexpected = new("GW1399", "an unexpected fault", ExitCode.Failed);

    /// <summary>It cannot be told whether an effect happened.</summary>
    public static readonly ProblemCode EffectUnknown = new("GW1401", "it cannot be told whether this happened", ExitCode.Failed);

    /// <summary>What allowed an effect no longer holds.</summary>
    public static readonly ProblemCode GuardFailed = new("GW1402", "what allowed this no longer holds", ExitCode.Failed);

    /// <summary>The effect ran and failed.</summary>
    public static readonly ProblemCode EffectFailed = new("GW1403", "the command ran and failed", ExitCode.Failed);

    /// <summary>The lock an effect was to run under went to somebody else before it began.</summary>
    public static readonly ProblemCode LeaseLost = new("GW1404", "the lock was lost before the effect began", ExitCode.Failed);
}
