namespace Groundwright.Core.Agents;

/// <summary>One <c>{{…}}</c> of a template.</summary>
/// <param name="Content">What stands inside, without <c>~</c> and blanks at the ends.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Closed">False when the template ends before it does.</param>
internal sealed record TemplateTag(string Content, int Line, int Column, bool Closed)
{
    /// <summary>The words of <see cref="Content"/>.</summary>
    internal IReadOnlyList<string> Words { get; } = Content.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>For a block: whether its <c>{{else}}</c> was seen.</summary>
    internal bool HasElse { get; init; }

    internal static IEnumerable<TemplateTag> In(string text)
    {
        int line = 1, lineStart = 0, seen = 0, from = 0;
        for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", from, StringComparison.Ordinal))
        {
            for (; seen < at; seen++)
            {
                if (text[seen] != '\n') continue;
                line++;
                lineStart = seen + 1;
            }
            if (at > 0 && text[at - 1] == '\\')
            {
                from = at + 2;
                continue;
            }
            var end = EndOf(text, at);
            if (end < 0)
            {
                yield return new TemplateTag("", line, at - lineStart + 1, Closed: false);
                yield break;
            }
            var inside = text[at..end].TrimStart('{').TrimEnd('}').Trim('~').Trim();
            yield return new TemplateTag(inside, line, at - lineStart + 1, Closed: true);
            from = end;
        }
    }

    /// <summary>Behind the tag. Braces come in twos, in threes, and comments may hold <c>}}</c> between <c>!--</c> and <c>--</c>.</summary>
    private static int EndOf(string text, int at)
    {
        var close = text.AsSpan(at).StartsWith("{{!--") ? "--}}" : text.AsSpan(at).StartsWith("{{{") ? "}}}" : "}}";
        var end = text.IndexOf(close, at + 2, StringComparison.Ordinal);
        return end < 0 ? -1 : end + close.Length;
    }
}
