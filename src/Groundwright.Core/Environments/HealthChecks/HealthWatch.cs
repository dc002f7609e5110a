using Groundwright.Core.Configuration;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>
/// Looks again and again until a check has passed as often in a row as it must, or its deadline is over. The waits grow from 1 s to 10 s while it fails; once it
/// passes, the next looks follow after 1 s.
/// </summary>
internal sealed class HealthWatch(TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public async Task<HealthResult> Until(IHealthProbe probe, HealthCheckSettings check, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var (row, flaps, wait) = (0, 0, Shortest);
        while (true)
        {
            var sight = await probe.Look(Left() < Shortest ? Shortest : Left(), cancellationToken);
            if (!sight.Passed && row > 0) flaps++;
            row = sight.Passed ? row + 1 : 0;
            if (row >= check.Passes || Left() <= TimeSpan.Zero) return Result(probe, check, sight, row, flaps);
            await Task.Delay(wait < Left() ? wait : Positive(Left()), time, cancellationToken);
            wait = sight.Passed ? Shortest : wait * 2 < Longest ? wait * 2 : Longest;
        }

        TimeSpan Left() => check.Deadline - time.GetElapsedTime(begun);
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private static HealthResult Result(IHealthProbe probe, HealthCheckSettings check, Sight sight, int row, int flaps)
    {
        var detail = sight.Detail;
        if (sight.Passed && row < check.Passes) detail += $", but only {row} of {check.Passes} times in a row";
        if (flaps > 0) detail += $"; it failed again after it had passed, {(flaps == 1 ? "once" : $"{flaps} times")}";
        return new HealthResult(probe.Name, row >= check.Passes, detail) { Flaps = flaps };
    }
}
