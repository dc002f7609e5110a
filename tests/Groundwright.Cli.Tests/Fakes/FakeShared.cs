using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Requests;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>An audit log and locks in memory, as a test sets them.</summary>
internal sealed class FakeShared : IAuditLog, IEnvironmentLocks
{
    public AuditHistory Found { get; set; } = new([], null, true);

    public List<LockHolder> Held { get; } = [];

    public List<string> Broken { get; } = [];

    public LockClaim? Kept { get; set; }

    public Task<AuditHistory> History(CancellationToken cancellationToken) => Task.FromResult(Found);

    public Task<IEnvironmentLock> Take(LockRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LockHolder>> Holders(string environment, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<LockHolder>>(Held);

    public Task Break(string environment, Actor actor, string reason, CancellationToken cancellationToken)
    {
        Broken.Add($"{environment} {actor.Name} {reason}");
        return Task.CompletedTask;
    }

    public Task<bool> Renew(LockClaim claim, CancellationToken cancellationToken) => Task.FromResult(claim == Kept);
}
