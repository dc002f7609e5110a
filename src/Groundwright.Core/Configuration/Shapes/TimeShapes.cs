using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A length of time such as <c>1h30m</c>.</summary>
internal sealed class DurationShape : TextShape<TimeSpan>
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(90);

    public override string Says => "a length of time such as 90s, 10m or 1h30m";

    protected override string Pattern => Patterns.DurationText;

    protected override bool Parse(Cursor at, string text, out TimeSpan value)
    {
        value = default;
        var match = Patterns.Duration().Match(text);
        if (!match.Success) return at.ReportValue($"{at.Label} must be {Says}, not {Words.Show(text)}", "Units in this order: d, h, m, s.");
        value = TimeSpan.FromDays(Part(match, 1)) + TimeSpan.FromHours(Part(match, 2)) + TimeSpan.FromMinutes(Part(match, 3)) + TimeSpan.FromSeconds(Part(match, 4));
        if (value > Most) return at.ReportValue($"{at.Label} is longer than 90d");
        return value > TimeSpan.Zero || at.ReportValue($"{at.Label} must be longer than nothing", "Remove the key if there is nothing to wait for.");
    }

    private static int Part(Match match, int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan[..^1], CultureInfo.InvariantCulture) : 0;
}

/// <summary>A day.</summary>
internal sealed class DateShape : TextShape<DateOnly>
{
    public override string Says => "a day such as 2026-12-31";

    protected override string Pattern => Patterns.DateText;

    protected override bool Parse(Cursor at, string text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
        || at.ReportValue($"{at.Label} must be {Says}, not {Words.Show(text)}");
}

/// <summary>When something may be done.</summary>
internal sealed class WindowShape : TextShape<string>
{
    public override string Says => "a window such as Mon-Fri 09:00-16:00 Europe/Berlin";

    protected override string Pattern => Patterns.WindowText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return ChangeWindow.TryParse(text, out _, out var reason) || at.ReportValue($"{at.Label}: {reason}", $"It must be {Says}.");
    }
}

/// <summary>A time zone.</summary>
internal sealed class TimeZoneShape : TextShape<string>
{
    public override string Says => "a time zone such as Europe/Berlin";

    protected override string Pattern => Patterns.TimeZoneText;

    protected override bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        if (!Patterns.TimeZone().IsMatch(text)) return at.ReportValue($"{at.Label} must be {Says}, not {Words.Show(text)}");
        return TimeZones.TryFind(text, out _, out var reason) || at.ReportValue($"{at.Label}: {reason}");
    }
}
