namespace Groundwright.Core.Tests.Environments;

/// <summary>A clock that jumps to the end of every wait, so that minutes of waiting take no time; it writes the waits down.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private readonly Lock moving = new();
    private DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (moving) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Pass(TimeSpan time)
    {
        lock (moving) now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (moving)
        {
            Waits.Add(dueTime);
            now += dueTime;
        }
        return TimeProvider.System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
