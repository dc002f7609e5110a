using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Problem codes of environments (2051 to 2099); targets have theirs below.</summary>
public static class EnvironmentProblems
{
    /// <summary>Somebody else changes the environment.</summary>
    public static readonly ProblemCode Locked = new("GW2051", "the environment is being changed by someone else");

    /// <summary>No environment has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW2052", "no such environment", ExitCode.BadArguments);

    /// <summary>What is to be deployed cannot be found, or may not be.</summary>
    public static readonly ProblemCode NoVersion = new("GW2053", "no such version", ExitCode.BadArguments);

    /// <summary>There is nothing to deploy.</summary>
    public static readonly ProblemCode NoTargets = new("GW2054", "nothing to deploy", ExitCode.BadArguments);

    /// <summary>Nobody knows what is there after an apply whose outcome is unknown (rules X5, X9).</summary>
    public static readonly ProblemCode Quarantined = new("GW2060", "the environment is quarantined");

    /// <summary>Somebody said that nothing is deployed there for now.</summary>
    public static readonly ProblemCode Frozen = new("GW2061", "the environment is frozen");

    /// <summary>The actor has not the right.</summary>
    public static readonly ProblemCode NotAllowed = new("GW2062", "this actor may not change the environment");

    /// <summary>It is the wrong time.</summary>
    public static readonly ProblemCode WindowClosed = new("GW2063", "the environment may not be changed now");

    /// <summary>The version has not been where it must have been before.</summary>
    public static readonly ProblemCode NotPromoted = new("GW2064", "the version skipped an environment");

    /// <summary>The soak time before an environment is not skipped.</summary>
    public static readonly ProblemCode SoakKept = new("GW2065", "the soak time may not be skipped");

    /// <summary>There is nothing of this kind that could be ended.</summary>
    public static readonly ProblemCode NothingToEnd = new("GW2067", "nothing to end", ExitCode.BadArguments);

    /// <summary>A protected environment is not destroyed.</summary>
    public static readonly ProblemCode ProtectedFromDestroy = new("GW2066", "the environment is protected from being destroyed");

    /// <summary>The lock of the environment went to somebody else, or was taken away.</summary>
    public static readonly ProblemCode LockLost = new("GW2055", "the lock of the environment was lost");

    /// <summary>A lock is not taken away from a run that is alive.</summary>
    public static readonly ProblemCode HolderAlive = new("GW2056", "the holder of the lock is alive");

    /// <summary>A file of the ledger is not what Groundwright writes.</summary>
    public static readonly ProblemCode LedgerDamaged = new("GW2071", "the ledger is damaged");

    /// <summary>The ledger is not a continuation of what this clone saw (rule J10).</summary>
    public static readonly ProblemCode LedgerRewound = new("GW2072", "the ledger went back");

    /// <summary>The key releases are signed with, or checked by, cannot be used.</summary>
    public static readonly ProblemCode SigningKey = new("GW2073", "the signing key cannot be used", ExitCode.PrerequisiteMissing);

    /// <summary>The audit log does not agree with itself.</summary>
    public static readonly ProblemCode AuditBroken = new("GW2074", "the audit log was tampered with");

    /// <summary>There is no lock to take away.</summary>
    public static readonly ProblemCode NotLocked = new("GW2075", "the environment is not locked", ExitCode.BadArguments);

    /// <summary>Others were always first.</summary>
    public static readonly ProblemCode LedgerBusy = new("GW2076", "the ledger could not be changed in time");
}
