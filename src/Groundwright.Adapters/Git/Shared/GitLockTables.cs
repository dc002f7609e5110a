using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>Lock tables in <c>refs/groundwright/locks/&lt;environment&gt;</c>: each ref points to a blob (rule J9).</summary>
internal sealed class GitLockTables(SharedRefs refs) : ILockTables
{
    private const int MostTries = 5;

    /// <inheritdoc/>
    public bool Shared => refs.Remote;

    /// <summary>Ref of an environment.</summary>
    public static string RefOf(string environment) => $"refs/groundwright/locks/{PartName.Of(environment)}";

    /// <inheritdoc/>
    public async Task<LockTableVersion> Read(string environment, CancellationToken cancellationToken)
    {
        var name = RefOf(environment);
        return await At(environment, (await refs.Look([name], cancellationToken))[name], cancellationToken);
    }

    /// <summary>The table with this id.</summary>
    public async Task<LockTableVersion> At(string environment, string? id, CancellationToken cancellationToken) =>
        new(id, id is null ? LockTable.Empty : LockTable.Parse(environment, await refs.Text(id, cancellationToken)));

    /// <inheritdoc/>
    public async Task<LockTableVersion?> Swap(string environment, LockTableVersion from, LockTable table, CancellationToken cancellationToken)
    {
        var move = new RefMove(RefOf(environment), from.Version, await refs.Store(table.ToJson(), cancellationToken));
        for (var tries = 1; ; tries++)
        {
            var (end, reason) = await refs.Swap([move], cancellationToken);
            if (end == PushEnd.Done) return new LockTableVersion(move.To, table);
            // Two pushes at once end in a rejection too; where the ref stands now tells which it was.
            var now = (await refs.Look([move.Name], cancellationToken))[move.Name];
            if (now == move.To) return new LockTableVersion(move.To, table);
            if (now != move.From) return null;
            if (tries == MostTries) throw refs.Refused(move.Name, reason);
        }
    }
}
