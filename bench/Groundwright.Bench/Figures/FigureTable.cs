namespace Groundwright.Bench.Figures;

/// <summary>Figures as people read them in a terminal.</summary>
internal static class FigureTable
{
    private static readonly string[] Head = ["", "what", "ours", "baseline", "measured", "bar", "", "runs", "spread"];

    /// <summary>Prints them as one table.</summary>
    public static void Print(IEnumerable<Figure> figures, TextWriter output)
    {
        var rows = figures.Select(figure => (string[])
        [
            figure.Id, figure.What, figure.OursText, figure.BaselineText, figure.MeasuredText, figure.BarText, figure.Verdict,
            $"{figure.Ours.Count}", figure.SpreadText,
        ]).Prepend(Head).ToList();
        var widths = Enumerable.Range(0, Head.Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => Pad(cell, column, widths[column]))).TrimEnd());
    }

    private static string Pad(string cell, int column, int width) => column is >= 2 and <= 5 or 7 ? cell.PadLeft(width) : cell.PadRight(width);
}
