using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Locks;

/// <summary>What people are told about locks.</summary>
public static class LockProblem
{
    /// <summary>Somebody has it. Says who, where, since when and what for.</summary>
    public static GroundwrightException Busy(string environment, LockHolder? holder)
    {
        var elsewhere = holder is not null && holder.Host != Environment.MachineName;
        var problem = Problem.Of(EnvironmentProblems.Locked, $"{Part(environment, holder)} is being changed by {Who(holder)}",
            $"{(string.IsNullOrEmpty(holder?.Reason) ? "" : $"What for: {holder.Reason}.\n")}Nothing was changed here. The lock is free as soon as that run is done.",
            elsewhere || holder is not { RunId.Length: > 0 }
                ? new Remedy("gw env list", "who holds what")
                : new Remedy($"gw runs watch {holder.RunId}", "see how far it is"),
            new Remedy("gw runs retry", "tries again"));
        return new GroundwrightException(problem with { Retry = Retry.Now });
    }

    /// <summary>It went to somebody else.</summary>
    public static GroundwrightException Lost(LockClaim claim, LockTable now) => new(Problem.Of(EnvironmentProblems.LockLost,
        $"run {claim.RunId} no longer holds the lock of {claim.Environment}",
        $"{(now.Entries is [var other, ..] ? $"{Who(other.Holder)} holds it now." : "Somebody took it away, or it was not renewed in time.")}\nNothing more is applied or recorded under it.",
        new Remedy($"gw runs show {claim.RunId}", "how far it came"), new Remedy($"gw runs retry {claim.RunId}", "takes the lock again and plans what is left")));

    /// <summary>Whoever is alive here is asked to stop, not robbed.</summary>
    public static GroundwrightException Alive(string environment, LockHolder holder) => new(Problem.Of(EnvironmentProblems.HolderAlive,
        $"the lock of {environment} is held by {Who(holder)}, which is alive on this machine", "Its lock is not taken away: what it applies would be in nobody's record.",
        holder.RunId.Length > 0 ? new Remedy($"gw runs cancel {holder.RunId}", "ends it; an apply finishes first") : new Remedy("gw runs list", "which runs there are"),
        new Remedy($"kill -9 {holder.ProcessId}", "when it does not answer any more")));

    /// <summary>There is nothing to take away.</summary>
    public static GroundwrightException Free(string environment) =>
        new(Problem.Of(EnvironmentProblems.NotLocked, $"nobody holds a lock of {environment}", null, new Remedy("gw env list", "who holds what")));

    private static string Who(LockHolder? holder) => holder is not { RunId.Length: > 0 }
        ? "another run"
        : $"run {holder.RunId} of {holder.Actor} (process {holder.ProcessId} on {holder.Host}) since {holder.Since:u}";

    private static string Part(string environment, LockHolder? holder) =>
        holder is { Targets.Count: > 0 } ? $"{string.Join(", ", holder.Targets)} of {environment}" : environment;
}
