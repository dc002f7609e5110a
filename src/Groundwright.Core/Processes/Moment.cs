namespace Groundwright.Core.Processes;

/// <summary>
/// A moment by two clocks of this machine: one stands still while it sleeps, the other can be set. The longer time is the one that counts. Every process of the machine reads the
/// same clocks, so one may go by a moment that another saw.
/// </summary>
/// <param name="Ticks">By the clock that only runs forward, in its own unit.</param>
/// <param name="At">By the clock on the wall.</param>
public sealed record Moment(long Ticks, DateTimeOffset At)
{
    /// <summary>Now.</summary>
    public static Moment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>How long ago it was.</summary>
    public TimeSpan Until(TimeProvider time) =>
        time.GetElapsedTime(Ticks) is var ran && time.GetUtcNow() - At is var passed && passed > ran ? passed : ran;
}
