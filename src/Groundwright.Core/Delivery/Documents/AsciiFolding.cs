using System.Collections.Frozen;
using System.Text;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>
/// Latin letters without their marks, for names that must be ASCII. A table of its own: the program runs without culture data, where Unicode
/// decomposition cannot be relied on. Letters of other scripts have no ASCII form and become blanks.
/// </summary>
internal static class AsciiFolding
{
    private static readonly FrozenDictionary<char, string> Folded = Table(
        ("a", "àáâãåāăą"), ("ae", "äæ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"),
        ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõøōŏő"), ("oe", "öœ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûũūŭůűų"),
        ("ue", "ü"), ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"));

    /// <summary>Lower-case words of a text, made of a-z and 0-9 only.</summary>
    public static IReadOnlyList<string> Words(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) folded.Append(c);
            else if (Folded.TryGetValue(c, out var ascii)) folded.Append(ascii);
            // "don't" is one word, and so is a letter followed by its mark.
            else if (c is not ('\'' or '’') && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.NonSpacingMark) folded.Append(' ');
        }
        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static FrozenDictionary<char, string> Table(params (string Ascii, string Letters)[] rows) =>
        rows.SelectMany(row => row.Letters.Select(letter => KeyValuePair.Create(letter, row.Ascii))).ToFrozenDictionary();
}
