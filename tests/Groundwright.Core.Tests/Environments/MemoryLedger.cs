using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Tests.Environments;

/// <summary>A ledger in memory that applies changes one after the other and writes down what they were about.</summary>
internal sealed class MemoryLedger(LedgerState state) : ILedger
{
    public LedgerState State { get; set; } = state;

    public List<AuditFact> Facts { get; } = [];

    public Task<LedgerState> Read(CancellationToken cancellationToken) => Task.FromResult(State);

    public Task<LedgerState> Write(LedgerChange change, CancellationToken cancellationToken)
    {
        var next = change.Apply(State);
        if (!ReferenceEquals(next, State)) Facts.Add(change.Fact);
        return Task.FromResult(State = next);
    }
}
