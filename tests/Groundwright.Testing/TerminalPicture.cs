using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Groundwright.Testing;

/// <summary>Draws what a program printed, with its colours, as a terminal window in SVG. The picture stands alone: no fonts or files from elsewhere.</summary>
public static partial class TerminalPicture
{
    private const double CharacterWidth = 8.4;
    private const int LineHeight = 20;
    private const int Margin = 20;
    private const int Bar = 34;

    /// <summary>Makes the picture.</summary>
    /// <param name="text">Text with SGR sequences; any other escape sequence is left out.</param>
    /// <param name="title">Shown in the window's bar, such as the command that was typed.</param>
    /// <param name="columns">Width of the window.</param>
    public static string Svg(string text, string title, int columns = 80)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var width = (int)((columns * CharacterWidth) + (2 * Margin));
        var height = Bar + (lines.Length * LineHeight) + (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{Escape(title)}">
            <title>{Escape(title)}</title>
            <rect width="{width}" height="{height}" rx="10" fill="#11161d"/>
            <path d="M0 {Bar}V10A10 10 0 0 1 10 0H{width - 10}A10 10 0 0 1 {width} 10V{Bar}Z" fill="#1d2530"/>
            <circle cx="20" cy="17" r="6" fill="#ff6b60"/><circle cx="40" cy="17" r="6" fill="#f5bf4f"/><circle cx="60" cy="17" r="6" fill="#61c554"/>
            <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3">
            <text x="{width / 2}" y="22" text-anchor="middle" font-size="12" fill="#9aa7b4">{Escape(title)}</text>

            """);
        for (var i = 0; i < lines.Length; i++) Draw(svg, lines[i], Bar + Margin + 14 + (i * LineHeight));
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, string line, int y)
    {
        var style = "";
        var column = 0;
        foreach (var part in Escapes().Split(line))
        {
            if (part.StartsWith('\u001b'))
            {
                style = Style(part, style);
                continue;
            }
            if (part.Trim().Length > 0)
            {
                // The length is given, so that columns stay columns whatever font the reader has.
                var leading = part.Length - part.TrimStart().Length;
                var shown = part.Trim();
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin + ((column + leading) * CharacterWidth):0.#}\" y=\"{y}\" textLength=\"{shown.Length * CharacterWidth:0.#}\" xml:space=\"preserve\"{style}>{Escape(shown)}</text>\n");
            }
            column += part.Length;
        }
    }

    private static string Style(string escape, string before)
    {
        if (!escape.EndsWith('m')) return before;
        var style = before;
        foreach (var code in escape[2..^1].Split(';'))
        {
            style = code switch
            {
                "" or "0" => "",
                "1" => style + " font-weight=\"bold\"",
                "2" => " fill=\"#8b98a5\"",
                "30" or "90" => " fill=\"#8b98a5\"",
                "31" or "91" => " fill=\"#ff7b72\"",
                "32" or "92" => " fill=\"#56d364\"",
                "33" or "93" => " fill=\"#e3b341\"",
                "34" or "94" => " fill=\"#79c0ff\"",
                "35" or "95" => " fill=\"#d2a8ff\"",
                "36" or "96" => " fill=\"#56d4dd\"",
                _ => style,
            };
        }
        return style;
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"(\u001b\[[0-9;?]*[A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
