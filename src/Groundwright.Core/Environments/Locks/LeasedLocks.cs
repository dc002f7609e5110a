using System.Security.Cryptography;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Environments.Locks;

/// <summary>Locks of environments: the kernel's within a clone, and entries in a table that all clones see, renewed by whoever holds them.</summary>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
/// <param name="tables">Where the tables are.</param>
/// <param name="ledger">Gets a record when a lock is broken.</param>
/// <param name="time">Clock.</param>
public sealed class LeasedLocks(string gitDirectory, ILockTables tables, ILedger ledger, TimeProvider time) : IEnvironmentLocks
{
    private readonly LocalLocks local = new(gitDirectory);
    private readonly Lazy<string> clone = new(() => CloneIdentity.Of(gitDirectory));

    /// <summary>How long things take.</summary>
    public LockTiming Timing { get; init; } = new();

    /// <summary>Makes the command that renews a claim while an effect goes on; needed where tables are shared.</summary>
    public Func<LockClaim, Command>? Keeper { get; init; }

    internal bool Shared => tables.Shared;

    /// <inheritdoc/>
    public async Task<IEnvironmentLock> Take(LockRequest request, CancellationToken cancellationToken)
    {
        var holder = new LockHolder(
            request.RunId, request.Actor.Name, Environment.MachineName, Environment.ProcessId, request.Reason, time.GetUtcNow(), [.. request.Targets.Order(StringComparer.Ordinal)]);
        var taken = local.TryTake(request.Environment, holder) ?? throw LockProblem.Busy(request.Environment, Against(request));
        try
        {
            var claim = new LockClaim(request.Environment, request.RunId, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            var entry = new LockEntry(claim.Epoch, 0, clone.Value, holder);
            var entered = await new LeaseTaking(tables, Timing, time).Take(request.Environment, entry, cancellationToken);
            var held = new HeldLock(this, taken, new Lease(tables, claim, entered, time), claim, holder, Timing, time);
            taken = null;
            return held;
        }
        finally
        {
            taken?.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LockHolder>> Holders(string environment, CancellationToken cancellationToken)
    {
        var here = local.Holders(environment);
        if (!tables.Shared) return here;
        var found = await tables.Read(environment, cancellationToken);
        // An entry of this clone whose kernel lock is free is what a killed process left.
        return [.. found.Table.Entries.Where(entry => entry.Origin != clone.Value).Select(entry => entry.Holder).Concat(here).DistinctBy(holder => (holder.Host, holder.ProcessId, holder.RunId))];
    }

    /// <inheritdoc/>
    public async Task Break(string environment, Actor actor, string reason, CancellationToken cancellationToken)
    {
        var holders = await Holders(environment, cancellationToken);
        var here = local.Holders(environment);
        if (holders.FirstOrDefault(holder => here.Contains(holder) || IsAliveHere(holder)) is { } alive) throw LockProblem.Alive(environment, alive);
        if ((await tables.Read(environment, cancellationToken)).Table.Entries.Count == 0) throw LockProblem.Free(environment);
        var who = holders.Count == 0 ? "a killed run" : string.Join(", ", holders.Select(holder => $"run {holder.RunId} on {holder.Host}"));
        var fact = new AuditFact("break-lock", actor, environment, holders.Count == 1 ? holders[0].RunId : null, $"taken away from {who}: {reason}");
        await ledger.Write(new LedgerChange(fact, state => state with { }), cancellationToken);
        for (var found = await tables.Read(environment, cancellationToken); found.Table.Entries.Count > 0; found = await tables.Read(environment, cancellationToken))
            if (await tables.Swap(environment, found, LockTable.Empty, cancellationToken) is not null) return;
    }

    /// <inheritdoc/>
    public async Task<bool> Renew(LockClaim claim, CancellationToken cancellationToken)
    {
        using var lease = new Lease(tables, claim, await tables.Read(claim.Environment, cancellationToken), time);
        return await lease.Renew(cancellationToken);
    }

    internal Command? KeeperOf(LockClaim claim) => tables.Shared ? Keeper?.Invoke(claim) : null;

    internal LocalLock? Retake(string environment, LockHolder holder) => local.TryTake(environment, holder);

    private LockHolder? Against(LockRequest request) => local.Holders(request.Environment)
        .FirstOrDefault(holder => request.Targets.Count == 0 || holder.Targets.Count == 0 || holder.Targets.Intersect(request.Targets).Any());

    private static bool IsAliveHere(LockHolder holder) =>
        holder.Host == Environment.MachineName && !OperatingSystem.IsWindows() && Libc.IsAlive(holder.ProcessId);
}
