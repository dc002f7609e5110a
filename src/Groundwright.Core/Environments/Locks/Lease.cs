using System.Security.Cryptography;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Environments.Locks;

/// <summary>A claim that is entered in a table, as its holder sees it.</summary>
internal sealed class Lease(ILockTables tables, LockClaim claim, LockTableVersion known, TimeProvider time) : IDisposable
{
    private const int MostTries = 20;

    private readonly SemaphoreSlim one = new(1);

    /// <summary>The table as it was last seen.</summary>
    public LockTable Table => known.Table;

    /// <summary>When it was last renewed; null: not since it was taken.</summary>
    public Moment? Kept { get; private set; }

    /// <summary>Gives a sign of life.</summary>
    /// <returns>False: the claim is gone from the table.</returns>
    public async Task<bool> Renew(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var began = Moment.Now(time);
            if (!await Change(table => table.Renewed(claim), cancellationToken)) return false;
            Kept = began;
            return true;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Takes the claim out of the table. Nothing when it is not in it any more.</summary>
    public Task GiveBack(CancellationToken cancellationToken) =>
        Change(table => table.Of(claim) is { } own ? table.Without([own]) : null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    // The table is tried as it was last seen. Others change it too: neighbours, and the keeper of an effect of ours, who renews the same claim.
    private async Task<bool> Change(Func<LockTable, LockTable?> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (change(known.Table) is { } next && await tables.Swap(claim.Environment, known, next, cancellationToken) is { } swapped)
            {
                known = swapped;
                return true;
            }
            known = await tables.Read(claim.Environment, cancellationToken);
            if (known.Table.Of(claim) is null) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 10 + 10 * tries)), time, cancellationToken);
        }
        throw LockProblem.Busy(claim.Environment, known.Table.Of(claim)?.Holder);
    }
}
