namespace Groundwright.Core.Environments.Locks;

/// <summary>How long things take with locks that clones share.</summary>
public sealed record LockTiming
{
    /// <summary>How long a holder may give no sign of life. Default 30 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long one who wants the lock watches a holder who gives no sign of life. Default (null): until it gives one, or a whole lease is over. Zero: not at all.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>A holder gives a sign of life this often.</summary>
    public TimeSpan Renewal => Lease / 3;

    /// <summary>One who waits looks this often.</summary>
    public TimeSpan Poll => Lease / 15;
}
