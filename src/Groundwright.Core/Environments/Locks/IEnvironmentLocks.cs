using System.Runtime.InteropServices;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments.Locks;

/// <summary>
/// One run at a time changes an environment, or one a target of it. On this machine a kernel lock says so; with a remote also a lease on it, so that two clones
/// cannot both hold an environment (rule J9).
/// </summary>
public interface IEnvironmentLocks
{
    /// <summary>Takes a lock or says who has it.</summary>
    /// <exception cref="Problems.GroundwrightException">GW2051, worth trying again.</exception>
    Task<IEnvironmentLock> Take(LockRequest request, CancellationToken cancellationToken);

    /// <summary>Who holds locks of an environment now, here or elsewhere. Empty: nobody.</summary>
    Task<IReadOnlyList<LockHolder>> Holders(string environment, CancellationToken cancellationToken);

    /// <summary>Takes a lock away from a holder that is not on this machine, or no longer alive. The audit log gets a record.</summary>
    /// <exception cref="Problems.GroundwrightException">The holder lives on this machine: its run must be cancelled instead (GW2056).</exception>
    Task Break(string environment, Actor actor, string reason, CancellationToken cancellationToken);

    /// <summary>Gives a sign of life of a lock that another process holds, as the keeper of an effect does.</summary>
    /// <returns>False: the lock is somebody else's by now.</returns>
    Task<bool> Renew(LockClaim claim, CancellationToken cancellationToken);
}

/// <summary>What is to be locked, and for whom.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="RunId">The run.</param>
/// <param name="Actor">Who asked for the run.</param>
/// <param name="Reason">Such as <c>deploy 4f9c2e1</c>; shown to those who wait.</param>
public sealed record LockRequest(string Environment, string RunId, Actor Actor, string Reason)
{
    /// <summary>Only these targets of it; empty: the whole environment. Disjoint targets can be held by several.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}

/// <summary>What a writer shows to prove that it still holds the lock.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">Random, new each time the lock is taken (rule J5).</param>
public sealed record LockClaim(string Environment, string RunId, string Epoch);

/// <summary>Who holds a lock.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Host">Machine.</param>
/// <param name="ProcessId">Process on that machine.</param>
/// <param name="Reason">What for.</param>
/// <param name="Since">Since when.</param>
/// <param name="Targets">Targets it holds; empty: the whole environment.</param>
public sealed record LockHolder(string RunId, string Actor, string Host, int ProcessId, string Reason, DateTimeOffset Since, IReadOnlyList<string> Targets);

/// <summary>A held lock. Disposing lets go of it here; an effect it was handed to goes on holding it.</summary>
public interface IEnvironmentLock : IAsyncDisposable
{
    /// <summary>Shown with every write made under it.</summary>
    LockClaim Claim { get; }

    /// <summary>Handed to effects, so that the lock lasts on this machine as long as they do: the environment's, and with a lock on targets only, one for each of them.</summary>
    IReadOnlyList<SafeHandle> Handles { get; }

    /// <summary>How long the lease lasts without the keeper.</summary>
    TimeSpan Lease { get; }

    /// <summary>When this process last renewed the lease; null: it has not since it took the lock.</summary>
    Moment? Kept { get; }

    /// <summary>
    /// Run by the effect host right before an effect that does not follow a renewal, and every third of a lease while it goes on: renews the lease. It ends with 0 when the lease is ours, with 3
    /// when it is lost; anything else means that it could not be told. Null: there is no lease.
    /// </summary>
    Command? Keeper { get; }

    /// <summary>Makes sure, right before an effect, that it is still ours.</summary>
    /// <exception cref="Problems.GroundwrightException">GW2055: it was lost.</exception>
    Task Confirm(CancellationToken cancellationToken);
}
