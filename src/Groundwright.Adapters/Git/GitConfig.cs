namespace Groundwright.Adapters.Git;

/// <summary>A setting: section and key in lower case, the middle part as written. A null value is git's <c>key</c> without <c>=</c>.</summary>
internal sealed record ConfigEntry(string Key, string? Value);

/// <summary>Reads what <c>git config --list -z</c> prints.</summary>
internal static class GitConfig
{
    /// <summary>Each entry is <c>key LF value NUL</c>, or <c>key NUL</c> without a value; values may hold line feeds.</summary>
    public static IReadOnlyList<ConfigEntry> Parse(string text) =>
    [
        .. text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry =>
            entry.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? new ConfigEntry(entry[..end], entry[(end + 1)..]) : new ConfigEntry(entry, null)),
    ];

    /// <summary>The last value of a key (given in lower case); null when it is not set.</summary>
    public static string? Last(IReadOnlyList<ConfigEntry> entries, string key) =>
        entries.LastOrDefault(entry => entry.Key == key) is { } found ? found.Value ?? "true" : null;

    /// <summary>The middle parts under a section: <c>lfs</c> of <c>filter.lfs.clean</c>. They may hold dots.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<ConfigEntry> entries, string section)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var key in entries.Select(entry => entry.Key))
        {
            var first = key.IndexOf('.', StringComparison.Ordinal);
            var last = key.LastIndexOf('.');
            if (last > first && key[..first] == section) names.Add(key[(first + 1)..last]);
        }
        return [.. names];
    }
}
