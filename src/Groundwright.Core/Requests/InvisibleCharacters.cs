using System.Globalization;
using System.Text;

namespace Groundwright.Core.Requests;

/// <summary>
/// Takes out of a text what a person reading it cannot see but a model can: instructions hide there. Whatever goes into a prompt passes through here.
/// </summary>
public static class InvisibleCharacters
{
    /// <summary>
    /// The text without format characters, tags, variation selectors, invisible fillers and control characters. Line feeds and tabs stay; other line
    /// ends become line feeds. Doing it twice changes nothing more.
    /// </summary>
    public static string Remove(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) is not System.Buffers.OperationStatus.Done)
            {
                i += Math.Max(length, 1);
                continue;
            }
            var next = i + length;
            if (EndsLine(rune, text, next)) kept.Append('\n');
            else if (!IsInvisible(rune)) kept.Append(text, i, length);
            i = next;
        }
        return kept.ToString();
    }

    /// <summary>Whether a character cannot be seen. Line feed and tab count as visible.</summary>
    public static bool IsInvisible(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => false,
        // Default-ignorable, though Unicode files them under letters and marks: grapheme joiner, Hangul and Khmer fillers, Mongolian and other
        // variation selectors, blank Braille, the unassigned specials and the whole plane of tags and selectors.
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0 => true,
        >= 0x180B and <= 0x180F or >= 0xFE00 and <= 0xFE0F or >= 0xFFF0 and <= 0xFFFB or >= 0xE0000 and <= 0xE0FFF => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control,
    };

    private static bool EndsLine(Rune rune, string text, int next) =>
        rune.Value is 0x85 or 0x2028 or 0x2029 || (rune.Value == '\r' && (next >= text.Length || text[next] != '\n'));
}
