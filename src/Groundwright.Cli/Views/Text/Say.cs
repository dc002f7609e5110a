using System.Globalization;

namespace Groundwright.Cli.Views.Text;

/// <summary>Times, money and counts as people say them.</summary>
internal static class Say
{
    /// <summary><c>0 s</c>, <c>41 s</c>, <c>2m 10s</c>, <c>1h 04m</c>, <c>3d 02h</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time < TimeSpan.Zero) time = TimeSpan.Zero;
        return time switch
        {
            { TotalSeconds: < 60 } => $"{(int)time.TotalSeconds} s",
            { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes}m {time.Seconds:00}s",
            { TotalHours: < 24 } => $"{(int)time.TotalHours}h {time.Minutes:00}m",
            _ => $"{(int)time.TotalDays}d {time.Hours:00}h",
        };
    }

    /// <summary>One unit: <c>now</c>, <c>12 min</c>, <c>2 h</c>, <c>6 d</c>.</summary>
    public static string Age(TimeSpan time) => time switch
    {
        { TotalSeconds: < 5 } => "now",
        { TotalMinutes: < 1 } => $"{(int)time.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)time.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)time.TotalHours} h",
        _ => $"{(int)time.TotalDays} d",
    };

    /// <summary>Local time of the day, with the date when it is not today.</summary>
    public static string Clock(DateTimeOffset time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return local.ToString(local.Date == today ? "HH:mm" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary><c>$0.39</c>.</summary>
    public static string Money(decimal usd) => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00}");

    /// <summary><c>870</c>, <c>41k</c>, <c>1.2M</c>.</summary>
    public static string Count(long number) => number switch
    {
        < 1_000 => number.ToString(CultureInfo.InvariantCulture),
        < 1_000_000 => $"{number / 1_000}k",
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1_000_000m:0.0}M"),
    };

    /// <summary><c>1 run</c>, <c>2 runs</c>.</summary>
    public static string Many(int count, string one, string? many = null) => $"{count} {(count == 1 ? one : many ?? one + "s")}";
}
