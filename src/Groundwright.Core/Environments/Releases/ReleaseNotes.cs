using System.Globalization;
using System.Text;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Environments.Releases;

/// <summary>Notes for people, in Markdown.</summary>
public static class ReleaseNotes
{
    /// <summary>What a release brings over another.</summary>
    public static string Of(ReleaseDiff diff)
    {
        var notes = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# {Text(diff.To.Id)}\n\n{Text(diff.To.Environment)}, {diff.To.Ended.UtcDateTime:yyyy-MM-dd HH:mm} UTC, `{Short(diff.To.Commit)}`, since {Text(diff.From.Id)} `{Short(diff.From.Commit)}`.\n");
        Section(notes, "Changes", diff.Requests.Select(request => $"{Text(request.Title)}{(request.Issue is null ? "" : $" (issue {Text(request.Issue)})")}"));
        var told = diff.Requests.Select(request => request.Commit).ToHashSet(StringComparer.Ordinal);
        Section(notes, "Commits", diff.Brought.Where(commit => !told.Contains(commit.Id)).Select(Line));
        Section(notes, "No longer there", diff.Lost.Select(Line));
        Section(notes, "Versions", diff.Versions.Select(version => $"{Text(version.Name)}: {Code(version.From)} → {Code(version.To)}"));
        Section(notes, "Applied", diff.Targets.Where(target => target.Applied is not null)
            .Select(target => string.Create(CultureInfo.InvariantCulture, $"{Text(target.Target)}: {target.Applied!.Added} added, {target.Applied.Changed} changed, {target.Applied.Destroyed} destroyed")));
        Section(notes, "Approvals", diff.To.Approvals.Select(Text));
        Section(notes, "Checks", diff.To.Checks.Select(Text));
        return notes.ToString();
    }

    private static void Section(StringBuilder notes, string title, IEnumerable<string> items)
    {
        var lines = items.ToList();
        if (lines.Count == 0) return;
        notes.Append("\n## ").Append(title).Append("\n\n");
        foreach (var line in lines) notes.Append("- ").Append(line).Append('\n');
    }

    private static string Line(LoggedCommit commit) => $"`{Short(commit.Id)}` {Text(commit.Subject)} ({Text(commit.Author)})";

    private static string Code(string? version) => version is null ? "not there" : $"`{version.Replace('`', '\'')}`";

    private static string Short(string commit) => commit[..Math.Min(7, commit.Length)];

    // Titles and names are others' words: nothing in them may become a link, an image, HTML or a heading.
    private static string Text(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in text)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' or '!') safe.Append('\\');
            safe.Append(char.IsControl(c) ? ' ' : c);
        }
        return safe.ToString();
    }
}
