namespace Groundwright.Core.Environments;

/// <summary>Moments at which clocks of a time zone show a time. Where clocks are put forward some times never come, where they are put back some come twice.</summary>
internal static class LocalTimes
{
    /// <summary>The moments of a local time, earliest first: one, two where it comes twice; where it never comes, the moment the clock jumps over it.</summary>
    public static IReadOnlyList<DateTimeOffset> Moments(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).OrderDescending() : new[] { zone.GetUtcOffset(local) }.AsEnumerable();
        return [.. offsets.Select(offset => Moment(local, offset))];
    }

    /// <summary>Moments at which clocks are put forward or back.</summary>
    public static IEnumerable<DateTimeOffset> Changes(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        for (var day = from; day < to; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day) == zone.GetUtcOffset(day.AddDays(1))) continue;
            var (before, after) = (day.UtcTicks, day.AddDays(1).UtcTicks);
            var offset = zone.GetUtcOffset(day);
            while (after - before > 1)
            {
                var middle = before + ((after - before) / 2);
                if (zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == offset) before = middle;
                else after = middle;
            }
            yield return new DateTimeOffset(after, TimeSpan.Zero);
        }
    }

    // The first and last days of the calendar do not exist in every zone.
    private static DateTimeOffset Moment(DateTime local, TimeSpan offset) =>
        new(Math.Clamp(local.Ticks - offset.Ticks, DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
}
