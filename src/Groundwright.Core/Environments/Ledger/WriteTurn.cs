using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>
/// Lets processes of one clone write the ledger one after another, so that they do not lose races against each other. A courtesy, not a lock: a process that is
/// frozen in its turn is waited for a while only.
/// </summary>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
/// <param name="time">Clock.</param>
public sealed class WriteTurn(string gitDirectory, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits for the turn; dispose it when done. Null: it took too long, go on without.</summary>
    public async Task<IDisposable?> Take(CancellationToken cancellationToken)
    {
        var file = KernelLock.Make(Path.Combine(gitDirectory, "groundwright", "ledger.turn"));
        for (var begun = time.GetTimestamp(); time.GetElapsedTime(begun) < Patience; await Task.Delay(Poll, time, cancellationToken))
            if (KernelLock.TryTake(file) is { } turn) return turn;
        return null;
    }
}
