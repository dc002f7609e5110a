using System.CommandLine.Parsing;
using System.Globalization;

namespace Groundwright.Cli.Parsing;

/// <summary>Ages as people type them: <c>14d</c>, <c>12h</c>, <c>30m</c>.</summary>
internal static class Ages
{
    /// <summary>For an option.</summary>
    public static TimeSpan Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (TryParse(text, out var age)) return age;
        result.AddError($"`{text}` is not an age: write a number and d, h or m, such as 14d.");
        return TimeSpan.Zero;
    }

    /// <summary>Reads one; at most 100 years.</summary>
    public static bool TryParse(string text, out TimeSpan age)
    {
        age = TimeSpan.Zero;
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        double? days = text[^1] switch
        {
            'd' => number,
            'h' => number / 24.0,
            'm' => number / 1440.0,
            _ => null,
        };
        if (days is null or > 36_525) return false;
        age = TimeSpan.FromDays(days.Value);
        return true;
    }
}
