namespace Groundwright.Core.Secrets;

/// <summary>Private keys in PEM: from <c>-----BEGIN ... PRIVATE KEY-----</c> to its end, on one line (escaped) or on many, also indented or behind a prefix.</summary>
internal static class KeyBlock
{
    /// <summary>Longest body in lines; more than any key has, so that a key cut off does not hide everything after it.</summary>
    public const int MostLines = 200;

    private static readonly string[] Headers = ["Proc-Type:", "DEK-Info:", "Comment:", "Version:", "Hash:", "Charset:"];

    private const string Begin = "-----BEGIN ";
    private const string Ending = "-----END ";
    private const string Dashes = "-----";

    /// <summary>The block that begins here; one that is cut off reaches to the last line that looks like part of it.</summary>
    public static (int Start, int End)? Find(ReadOnlySpan<char> text, int at)
    {
        if (!IsBegin(text[at..])) return null;
        var end = at;
        for (var line = 0; line <= MostLines; line++)
        {
            var length = text[end..].IndexOf('\n');
            var content = length < 0 ? text[end..] : text.Slice(end, length);
            if (EndOf(content) is int stop) return (at, end + stop);
            if (line > 0 && !Continues(content)) return (at, Math.Max(at, end - 1));
            if (line == 0 && content.Contains('"')) return (at, end + content.IndexOf('"'));
            if (length < 0) return (at, text.Length);
            end += length + 1;
        }
        return (at, end - 1);
    }

    /// <summary>Where in a line a block begins; negative: none does.</summary>
    public static int FirstBegin(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(Begin, StringComparison.Ordinal);
        return at >= 0 && IsBegin(line[at..]) ? at : -1;
    }

    /// <summary>Whether a line opens a block and does not close it.</summary>
    public static bool LeavesOpen(ReadOnlySpan<char> line)
    {
        var at = line.LastIndexOf(Begin, StringComparison.Ordinal);
        return at >= 0 && IsBegin(line[at..]) && EndOf(line[at..]) is null && !line[at..].Contains('"');
    }

    /// <summary>Whether a line closes the block that is open.</summary>
    public static bool Closes(ReadOnlySpan<char> line) => EndOf(line) is not null;

    /// <summary>Whether a line can be inside a block: base64 at its end, a header, or nothing.</summary>
    public static bool Continues(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        if (text.IsEmpty) return true;
        foreach (var header in Headers)
            if (text.StartsWith(header, StringComparison.Ordinal)) return true;
        var last = text[(text.LastIndexOf(' ') + 1)..];
        foreach (var c in last)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '=' or '\\' or '|')) return false;
        return true;
    }

    private static bool IsBegin(ReadOnlySpan<char> text)
    {
        var rest = text[Begin.Length..];
        var dashes = rest.IndexOf(Dashes, StringComparison.Ordinal);
        return dashes is >= 0 and < 40 && rest[..dashes].Contains("PRIVATE KEY", StringComparison.Ordinal);
    }

    private static int? EndOf(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(Ending, StringComparison.Ordinal);
        if (at < 0) return null;
        var close = line[(at + Ending.Length)..].IndexOf(Dashes, StringComparison.Ordinal);
        return close < 0 ? line.Length : at + Ending.Length + close + Dashes.Length;
    }
}
