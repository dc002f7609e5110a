namespace Groundwright.Core.Delivery.Documents;

/// <summary>One line of Markdown as far as headings and emptiness need it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">As it stands, without its line end.</param>
/// <param name="Visible">Without HTML comments, which are for whoever edits the file.</param>
/// <param name="InCode">Whether it stands in, or limits, a fenced code block.</param>
/// <param name="Heading">Set when it is a heading.</param>
internal sealed record MarkdownLine(int Number, string Text, string Visible, bool InCode, MarkdownHeading? Heading);

/// <summary>A heading <c># like this</c>.</summary>
internal sealed record MarkdownHeading(int Level, string Text);

/// <summary>
/// Reads Markdown line by line: fenced code, HTML comments and <c>#</c> headings, nothing else. Enough to find sections, and it ends for any input in
/// time linear in its length. Underlined headings are text here.
/// </summary>
internal static class MarkdownLines
{
    public static IReadOnlyList<MarkdownLine> Read(string text)
    {
        var lines = new List<MarkdownLine>();
        string? fence = null;
        var comment = false;
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd('\r');
            var number = lines.Count + 1;
            if (fence is not null)
            {
                if (Closes(line, fence)) fence = null;
                lines.Add(new MarkdownLine(number, line, line, InCode: true, null));
                continue;
            }
            if (!comment && (fence = Opens(line)) is not null)
            {
                lines.Add(new MarkdownLine(number, line, line, InCode: true, null));
                continue;
            }
            var began = comment;
            var visible = WithoutComments(line, ref comment);
            // A comment opened inside a quotation ends with its line: somebody else's text must not hide the rest of the document.
            if (line.TrimStart().StartsWith('>')) comment = began;
            lines.Add(new MarkdownLine(number, line, visible, InCode: false, began ? null : HeadingOf(visible)));
        }
        return lines;
    }

    private static string? Opens(string line)
    {
        var bare = line.TrimStart(' ');
        if (line.Length - bare.Length > 3 || bare.Length < 3 || bare[0] is not ('`' or '~')) return null;
        var run = bare.Length - bare.TrimStart(bare[0]).Length;
        if (run < 3 || (bare[0] == '`' && bare.AsSpan(run).Contains('`'))) return null;
        return bare[..run];
    }

    private static bool Closes(string line, string fence)
    {
        var bare = line.Trim(' ', '\t');
        return bare.Length >= fence.Length && line.Length - line.TrimStart(' ').Length <= 3 && bare.All(c => c == fence[0]);
    }

    private static string WithoutComments(string line, ref bool comment)
    {
        var visible = new System.Text.StringBuilder(line.Length);
        for (var at = 0; at < line.Length;)
        {
            var mark = line.IndexOf(comment ? "-->" : "<!--", at, StringComparison.Ordinal);
            var end = mark < 0 ? line.Length : mark;
            if (!comment) visible.Append(line, at, end - at);
            if (mark < 0) break;
            at = mark + (comment ? 3 : 4);
            comment = !comment;
        }
        return visible.ToString();
    }

    private static MarkdownHeading? HeadingOf(string line)
    {
        var bare = line.TrimStart(' ');
        if (line.Length - bare.Length > 3) return null;
        var level = bare.Length - bare.TrimStart('#').Length;
        if (level is < 1 or > 6 || (bare.Length > level && bare[level] is not (' ' or '\t'))) return null;
        var text = bare[level..].Trim();
        var closed = text.TrimEnd('#');
        return new MarkdownHeading(level, closed.Length == 0 || closed[^1] is ' ' or '\t' ? closed.Trim() : text);
    }
}
