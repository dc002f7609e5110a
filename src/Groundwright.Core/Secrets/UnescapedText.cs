using System.Globalization;

namespace Groundwright.Core.Secrets;

/// <summary>
/// A text as it reads once backslash escapes are undone, and where each character came from. Every writer of JSON escapes other characters; looking at what is
/// meant finds a secret whatever was escaped.
/// </summary>
internal sealed class UnescapedText
{
    /// <summary>JSON in a string of JSON in a string of JSON.</summary>
    public const int Deepest = 3;

    private readonly char[] characters;
    private readonly int[] origins;
    private int length;

    private UnescapedText(ReadOnlySpan<char> text, UnescapedText? outer)
    {
        characters = new char[text.Length];
        origins = new int[text.Length + 1];
        var at = 0;
        while (at < text.Length)
        {
            origins[length] = outer?.origins[at] ?? at;
            var (c, size) = Next(text[at..]);
            characters[length++] = c;
            at += size;
        }
        origins[length] = outer?.origins[at] ?? at;
    }

    public ReadOnlySpan<char> Text => characters.AsSpan(0, length);

    /// <summary>The text with one more level of escapes undone; null when there is none.</summary>
    public static UnescapedText? Of(ReadOnlySpan<char> text, UnescapedText? outer) => text.Contains('\\') ? new(text, outer) : null;

    /// <summary>Where a place stands in the text at the outside.</summary>
    public int Origin(int at) => origins[at];

    private static (char Character, int Size) Next(ReadOnlySpan<char> text)
    {
        if (text[0] != '\\' || text.Length < 2) return (text[0], 1);
        if (text[1] == 'u' && text.Length >= 6 && ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return ((char)code, 6);
        return text[1] switch
        {
            '"' or '\\' or '/' or '\'' => (text[1], 2),
            'n' => ('\n', 2),
            'r' => ('\r', 2),
            't' => ('\t', 2),
            'b' => ('\b', 2),
            'f' => ('\f', 2),
            _ => ('\\', 1),
        };
    }
}
