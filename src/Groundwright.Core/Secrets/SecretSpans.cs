using System.Text;

namespace Groundwright.Core.Secrets;

/// <summary>Where the secrets of a text stand.</summary>
internal sealed class SecretSpans
{
    private readonly List<(int Start, int End)> spans = [];

    public bool IsEmpty => spans.Count == 0;

    public void Add(int start, int end)
    {
        if (spans.Count > 0 && start >= spans[^1].Start && start <= spans[^1].End) spans[^1] = (spans[^1].Start, Math.Max(end, spans[^1].End));
        else spans.Add((start, end));
    }

    /// <summary>Takes over what was found in an unescaped view of the text.</summary>
    public void AddFrom(SecretSpans others, UnescapedText view)
    {
        foreach (var (start, end) in others.spans) Add(view.Origin(start), view.Origin(end));
    }

    /// <summary>The span that lies across this place, so that cutting the text there would part a secret.</summary>
    public (int Start, int End)? Across(int at)
    {
        foreach (var span in spans)
            if (span.Start < at && at < span.End) return span;
        return null;
    }

    /// <summary>Sorts and unites what was found, and widens it to whole escapes.</summary>
    public void Settle(ReadOnlySpan<char> text)
    {
        if (spans.Count == 0) return;
        for (var i = 0; i < spans.Count; i++) spans[i] = (EscapeEdges.Start(text, spans[i].Start), EscapeEdges.End(text, spans[i].End));
        spans.Sort();
        var kept = 0;
        for (var i = 1; i < spans.Count; i++)
        {
            if (spans[i].Start < spans[kept].End) spans[kept] = (spans[kept].Start, Math.Max(spans[kept].End, spans[i].End));
            else spans[++kept] = spans[i];
        }
        spans.RemoveRange(kept + 1, spans.Count - kept - 1);
    }

    /// <summary>The text with every span replaced; line breaks inside a span stay.</summary>
    public string Replace(string text)
    {
        if (IsEmpty) return text;
        var result = new StringBuilder(text.Length);
        var done = 0;
        foreach (var (start, end) in spans)
        {
            result.Append(text, done, start - done).Append(Masker.Replacement);
            var secret = text.AsSpan(start, end - start);
            for (var i = 0; i < secret.Length; i++)
            {
                if (secret[i] != '\n') continue;
                if (i > 0 && secret[i - 1] == '\r') result.Append('\r');
                result.Append('\n');
                if (i < secret.Length - 1) result.Append(Masker.Replacement);
            }
            done = end;
        }
        return result.Append(text, done, text.Length - done).ToString();
    }
}
