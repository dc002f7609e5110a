namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Texts of programs, made fit to be shown: bounded, and without what steers a terminal.</summary>
internal static class Wording
{
    private const int MostText = 64 * 1024;
    private const int MostLine = 300;

    /// <summary>A text of several lines, its end when it is too long.</summary>
    public static string Whole(string? text) => text is null ? "" : text.Length <= MostText ? text : text[^MostText..];

    /// <summary>One line.</summary>
    public static string Line(string? text)
    {
        var line = string.Concat((text ?? "").ReplaceLineEndings(" ").Where(c => !char.IsControl(c))).Trim();
        return line.Length <= MostLine ? line : line[..MostLine] + "…";
    }
}
