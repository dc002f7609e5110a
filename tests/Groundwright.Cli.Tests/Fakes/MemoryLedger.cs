using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Requests;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>A ledger in memory.</summary>
internal sealed class MemoryLedger : ILedger
{
    public LedgerState State { get; set; } = LedgerState.Empty;

    public Task<LedgerState> Read(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<LedgerState> Write(LedgerChange change, CancellationToken cancellationToken) => Task.FromResult(State = change.Apply(State));
}

/// <summary>Locks that nobody takes; a test says who holds them.</summary>
internal sealed class StillLocks : IEnvironmentLocks
{
    public List<LockHolder> Held { get; } = [];

    public Task<IEnvironmentLock> Take(LockRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LockHolder>> Holders(string environment, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LockHolder>>(Held);

    public Task Break(string environment, Actor actor, string reason, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> Renew(LockClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();
}
