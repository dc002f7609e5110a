using System.Security.Cryptography;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Locks;

/// <summary>Enters a claim into the table of an environment. Called by whoever has the kernel's lock of this clone.</summary>
internal sealed class LeaseTaking(ILockTables tables, LockTiming timing, TimeProvider time)
{
    private const int MostTries = 50;

    /// <summary>The table that holds our entry.</summary>
    /// <exception cref="GroundwrightException">GW2051: somebody else is alive.</exception>
    public async Task<LockTableVersion> Take(string environment, LockEntry own, CancellationToken cancellationToken)
    {
        var watch = new LeaseWatch(timing.Lease, time);
        var begun = time.GetTimestamp();
        for (var lost = 0; lost < MostTries;)
        {
            var lookBegan = time.GetTimestamp();
            var found = await tables.Read(environment, cancellationToken);
            var against = found.Table.Against(own.Holder.Targets).ToList();
            var rivals = against.Where(entry => IsRival(entry, own)).ToList();
            if (watch.Look(rivals) is { } alive) throw LockProblem.Busy(environment, alive.Holder);
            if (rivals.TrueForAll(rival => watch.IsGone(rival, lookBegan)))
            {
                if (await tables.Swap(environment, found, found.Table.Without(against).With(own), cancellationToken) is { } taken) return taken;
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 40 + 20 * lost++)), time, cancellationToken);
            }
            else if (timing.Patience is { } patience && time.GetElapsedTime(begun) > patience)
            {
                throw LockProblem.Busy(environment, rivals[0].Holder);
            }
            else
            {
                await Task.Delay(timing.Poll, time, cancellationToken);
            }
        }
        throw LockProblem.Busy(environment, null);
    }

    // We have the kernel's lock: whoever had it in this clone is gone. Where no other clone sees the table, that is true of everybody.
    private bool IsRival(LockEntry entry, LockEntry own) => tables.Shared && entry.Origin != own.Origin;
}
