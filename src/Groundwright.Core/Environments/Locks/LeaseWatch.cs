namespace Groundwright.Core.Environments.Locks;

/// <summary>
/// Watches rivals by our own monotonic clock: one who gives no sign of life for a whole lease is gone. Clocks of different machines are never compared.
/// </summary>
internal sealed class LeaseWatch(TimeSpan lease, TimeProvider time)
{
    private readonly Dictionary<string, (long Counter, long Since)> seen = new(StringComparer.Ordinal);
    private bool started;

    /// <summary>Takes a look in.</summary>
    /// <param name="rivals">Who stands in the way.</param>
    /// <returns>One who is alive: it moved, or came, since the first look. Null: nobody did.</returns>
    public LockEntry? Look(IReadOnlyList<LockEntry> rivals)
    {
        var alive = rivals.FirstOrDefault(rival => started && (!seen.TryGetValue(rival.Epoch, out var known) || known.Counter != rival.Counter));
        foreach (var rival in rivals) seen.TryAdd(rival.Epoch, (rival.Counter, time.GetTimestamp()));
        started = true;
        return alive;
    }

    /// <summary>Whether one was unchanged for a whole lease when a look began.</summary>
    public bool IsGone(LockEntry rival, long lookBegan) => time.GetElapsedTime(seen[rival.Epoch].Since, lookBegan) >= lease;
}
