using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>A ledger in memory.</summary>
internal sealed class MemoryLedger : ILedger
{
    public LedgerState State { get; set; } = LedgerState.Empty;

    public Task<LedgerState> Read(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<LedgerState> Write(LedgerChange change, CancellationToken cancellationToken) => Task.FromResult(State = change.Apply(State));
}
