using System.Globalization;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>One line of <c>git diff-tree --raw -z</c>.</summary>
internal sealed record RawChange(string NewMode, string Path);

/// <summary>Reads what git prints about the difference of two trees.</summary>
internal static class Changes
{
    /// <summary><c>--numstat -z --no-renames</c>: <c>added TAB removed TAB path NUL</c>, with <c>-</c> for files that have no lines.</summary>
    public static DiffStat ParseNumbers(string text)
    {
        var (added, removed, paths) = (0, 0, new List<string>());
        foreach (var record in text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = record.Split('\t', 3);
            if (parts.Length != 3) throw new FormatException($"not a change: {record}");
            added += Number(parts[0]);
            removed += Number(parts[1]);
            paths.Add(parts[2]);
        }
        return new(paths.Count, added, removed, paths);
    }

    /// <summary><c>--raw -z --no-renames</c>: <c>:old new id id status NUL path NUL</c>.</summary>
    public static IReadOnlyList<RawChange> ParseRaw(string text)
    {
        var fields = text.Split('\0');
        var changes = new List<RawChange>();
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            var head = fields[i].Split(' ');
            if (head.Length != 5 || fields[i][0] != ':') throw new FormatException($"not a change: {fields[i]}");
            changes.Add(new(head[1], fields[i + 1]));
        }
        return changes;
    }

    private static int Number(string text) => text == "-" ? 0 : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
