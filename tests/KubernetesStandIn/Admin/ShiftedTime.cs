namespace KubernetesStandIn.Admin;

/// <summary>The real time, set forward by tests.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
