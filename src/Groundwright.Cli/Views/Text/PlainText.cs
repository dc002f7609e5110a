using System.Globalization;
using System.Text;

namespace Groundwright.Cli.Views.Text;

/// <summary>Makes text of others (titles, log lines) safe to show: it may hold escape sequences that would move the cursor or hide words.</summary>
internal static class PlainText
{
    /// <summary>One line without control characters, escape sequences and invisible direction marks; tabs become spaces.</summary>
    public static string Clean(string text)
    {
        if (text.All(c => c >= ' ' && c < '\u007f')) return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b') i = EndOfEscape(text, i);
            else if (text[i] is '\t') clean.Append("  ");
            else if (text[i] is '\n') clean.Append(' ');
            else if (!char.IsControl(text[i]) && char.GetUnicodeCategory(text[i]) != UnicodeCategory.Format) clean.Append(text[i]);
        }
        return clean.ToString();
    }

    /// <summary>Columns a text takes on a terminal.</summary>
    public static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    /// <summary>The text, or its beginning and <c>…</c> when it is wider.</summary>
    public static string Clip(string text, int width)
    {
        if (width <= 0) return "";
        if (Width(text) <= width) return text;
        var clipped = new StringBuilder();
        var used = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            if (used + Width(rune) > width) break;
            used += Width(rune);
            clipped.Append(rune);
        }
        return clipped.ToString().TrimEnd() + "…";
    }

    /// <summary>The text in lines of at most that width, broken at spaces; a longer word stays whole, so that it can be copied.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in Clean(paragraph).Split(' '))
            {
                if (line.Length > 0 && Width(line.ToString()) + 1 + Width(word) > width)
                {
                    yield return line.ToString();
                    line.Clear();
                }
                if (line.Length > 0) line.Append(' ');
                line.Append(word);
            }
            yield return line.ToString();
        }
    }

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff)
            or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) ? 2 : 1,
    };

    // CSI sequences end at a letter-like byte, OSC ones at BEL or ESC \; any other escape is two characters.
    private static int EndOfEscape(string text, int start)
    {
        if (start + 1 >= text.Length) return start;
        if (text[start + 1] == '[')
        {
            for (var i = start + 2; i < text.Length; i++)
                if (text[i] is >= '@' and <= '~') return i;
            return text.Length - 1;
        }
        if (text[start + 1] != ']') return start + 1;
        for (var i = start + 2; i < text.Length; i++)
        {
            if (text[i] == '\u0007') return i;
            if (text[i] == '\u001b') return Math.Min(i + 1, text.Length - 1);
        }
        return text.Length - 1;
    }
}
