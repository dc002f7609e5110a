using System.Text;

namespace Groundwright.Cli.Views.Text;

/// <summary>Tones as terminal colours of the basic palette, which every theme makes readable.</summary>
internal static class Ansi
{
    /// <summary>Adds a line without its end, and without blanks at its end.</summary>
    public static StringBuilder Append(StringBuilder text, Line line, bool colour)
    {
        if (!colour) return text.Append(line);
        var left = line.ToString().Length;
        foreach (var span in line.Spans)
        {
            var shown = span.Text.Length <= left ? span.Text : span.Text[..Math.Max(0, left)];
            left -= shown.Length;
            if (shown.Length == 0) continue;
            var code = Code(span.Tone);
            if (code is null || string.IsNullOrWhiteSpace(shown)) text.Append(shown);
            else text.Append("\u001b[").Append(code).Append('m').Append(shown).Append("\u001b[0m");
        }
        return text;
    }

    private static string? Code(Tone tone) => tone switch
    {
        Tone.Strong => "1",
        Tone.Dim => "2",
        Tone.Good => "32",
        Tone.Bad => "31",
        Tone.Warn => "33",
        Tone.Accent => "36",
        _ => null,
    };
}
