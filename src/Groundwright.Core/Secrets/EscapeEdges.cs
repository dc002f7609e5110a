namespace Groundwright.Core.Secrets;

/// <summary>
/// Moves the edges of a secret out of a backslash escape it cuts through. In <c>"C:\nightly1"</c> the secret <c>nightly1</c> shares its first
/// letter with the escape; replacing the letter alone would leave <c>\*</c>, which is not JSON.
/// </summary>
internal static class EscapeEdges
{
    private const int Digits = 4;

    public static int Start(ReadOnlySpan<char> text, int start)
    {
        if (IsEscaped(text, start)) return start - 1;
        return UnicodeEscape(text, start) is int escape ? escape : start;
    }

    public static int End(ReadOnlySpan<char> text, int end)
    {
        if (end < text.Length && IsEscaped(text, end) && text[end] is not ('\r' or '\n'))
            return text[end] == 'u' ? Math.Min(end + 1 + HexLength(text[(end + 1)..]), text.Length) : end + 1;
        return UnicodeEscape(text, end) is int escape ? escape + 2 + HexLength(text[(escape + 2)..]) : end;
    }

    /// <summary>Whether the character here stands behind a backslash that is not itself escaped.</summary>
    private static bool IsEscaped(ReadOnlySpan<char> text, int at)
    {
        var backslashes = 0;
        while (backslashes < at && text[at - 1 - backslashes] == '\\') backslashes++;
        return backslashes % 2 == 1;
    }

    /// <summary>Where the <c>\uXXXX</c> begins that this place lies within.</summary>
    private static int? UnicodeEscape(ReadOnlySpan<char> text, int at)
    {
        for (var back = 1; back <= Digits && at - back > 0; back++)
        {
            var c = text[at - back];
            if (c == 'u' && IsEscaped(text, at - back)) return at - back - 1;
            if (!char.IsAsciiHexDigit(c)) return null;
        }
        return null;
    }

    private static int HexLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < Math.Min(Digits, text.Length) && char.IsAsciiHexDigit(text[length])) length++;
        return length;
    }
}
