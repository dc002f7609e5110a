namespace Groundwright.Core.Tests.Environments;

/// <summary>A clock that stands where a test puts it.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
