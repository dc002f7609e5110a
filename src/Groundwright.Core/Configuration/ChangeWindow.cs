using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration;

/// <summary>When an environment may be changed: days of the week, a time of day and the time zone they are meant in.</summary>
/// <param name="Days">Days on which it opens.</param>
/// <param name="From">When it opens, local time.</param>
/// <param name="To">When it closes, local time; below <paramref name="From"/>: on the next day. Midnight is the end of the day.</param>
/// <param name="Zone">Time zone.</param>
public sealed record ChangeWindow(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    private static readonly string[] Names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

    /// <summary>Whether it is open at a moment.</summary>
    public bool IsOpen(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (From < To) return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        // It goes on past midnight: either it opened today, or it opened yesterday and has not closed yet.
        return (Days.Contains(local.DayOfWeek) && time >= From) || (Days.Contains((DayOfWeek)(((int)local.DayOfWeek + 6) % 7)) && time < To);
    }

    /// <summary>Reads <c>Mon-Fri 09:00-16:00 Europe/Berlin</c>; days also as <c>Mon,Wed,Fri</c>.</summary>
    /// <param name="text">What stands in the configuration.</param>
    /// <param name="window">The window.</param>
    /// <param name="reason">Why it is none; null when it is one.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ChangeWindow? window, [NotNullWhen(false)] out string? reason)
    {
        window = null;
        reason = $"{Words.Show(text)} is not a window";
        if (!Patterns.Window().IsMatch(text)) return false;
        var parts = text.Split(' ');
        var times = parts[1].Split('-');
        var (from, to) = (Time(times[0]), Time(times[1]));
        reason = "it opens and closes at the same time";
        if (times[0] == times[1]) return false;
        if (!TimeZones.TryFind(parts[2], out var zone, out reason)) return false;
        window = new ChangeWindow([.. parts[0].Split(',').SelectMany(Range).Distinct()], from, to, zone);
        reason = null;
        return true;
    }

    /// <summary>Reads a window that was validated before.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static ChangeWindow Parse(string text) => TryParse(text, out var window, out var reason) ? window : throw new FormatException(reason);

    private static TimeOnly Time(string text) => text == "24:00" ? TimeOnly.MinValue : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    private static IEnumerable<DayOfWeek> Range(string text)
    {
        var ends = text.Split('-');
        var (day, last) = (Array.IndexOf(Names, ends[0]), Array.IndexOf(Names, ends[^1]));
        while (true)
        {
            yield return (DayOfWeek)day;
            if (day == last) yield break;
            day = (day + 1) % 7;
        }
    }
}
