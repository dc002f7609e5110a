using System.Diagnostics.CodeAnalysis;

namespace Groundwright.Core.Configuration;

/// <summary>Time zones by their names.</summary>
internal static class TimeZones
{
    /// <summary>Finds one, or says what was probably meant.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone, [NotNullWhen(false)] out string? reason)
    {
        reason = null;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)) return true;
        var near = Words.Nearest(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id));
        reason = $"there is no time zone {Words.Show(name)}" + (near is null ? "; names are as in Europe/Berlin or UTC" : Words.DidYouMean(near));
        return false;
    }
}
