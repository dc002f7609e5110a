using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>
/// The shared record of all environments: what was released where, what holds them, who did what. With a remote it is one for all clones (rule J9); it only ever
/// grows by compare-and-swap, and its audit records are chained (rule J10).
/// </summary>
public interface ILedger
{
    /// <summary>The ledger as it stands, asked of the remote where there is one.</summary>
    Task<LedgerState> Read(CancellationToken cancellationToken);

    /// <summary>Changes the ledger: durable, and seen by all clones, when this returns.</summary>
    /// <returns>The ledger after the change.</returns>
    /// <exception cref="Problems.GroundwrightException">What the change itself refused; the lock it was fenced with is lost (GW2055); the remote cannot be reached.</exception>
    Task<LedgerState> Write(LedgerChange change, CancellationToken cancellationToken);
}

/// <summary>One change of the ledger.</summary>
/// <param name="Fact">What is written into the audit log about it.</param>
/// <param name="Apply">
/// Makes the new state from the newest one. Called again when somebody else was first, so it must look at what it is given; throws a problem to refuse. Returning
/// the same instance changes nothing and leaves no audit record.
/// </param>
public sealed record LedgerChange(AuditFact Fact, Func<LedgerState, LedgerState> Apply)
{
    /// <summary>The lock under which it is made: the change is refused once the lock is somebody else's (rule X4). Null: none is needed.</summary>
    public Locks.LockClaim? Fence { get; init; }
}

/// <summary>Something that somebody did.</summary>
/// <param name="Action">Such as <c>deploy</c>, <c>approve</c>, <c>rollback</c>, <c>hold</c>, <c>release-hold</c>, <c>break-lock</c>, <c>destroy</c>.</param>
/// <param name="Actor">Who.</param>
/// <param name="Environment">Where; null: no environment in particular.</param>
/// <param name="RunId">For which run; null: none.</param>
/// <param name="Detail">One line, masked.</param>
public sealed record AuditFact(string Action, Actor Actor, string? Environment, string? RunId, string Detail);
