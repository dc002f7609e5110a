namespace Groundwright.Cli.Views.Text;

/// <summary>A plain table: upper-case heads, two blanks between columns, the widest column cut when the line is full.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<Span[]> rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params Span[] cells)
    {
        for (var i = 0; i < cells.Length; i++) cells[i] = cells[i] with { Text = PlainText.Clean(cells[i].Text) };
        rows.Add(cells);
    }

    /// <summary>The lines, indented by two.</summary>
    public Screen Lay(int width)
    {
        var widths = new int[heads.Length];
        var head = new Span[heads.Length];
        var widest = 0;
        var total = 2 * heads.Length;
        for (var i = 0; i < heads.Length; i++)
        {
            head[i] = new Span(heads[i], Tone.Dim);
            widths[i] = heads[i].Length;
            foreach (var row in rows) widths[i] = Math.Max(widths[i], PlainText.Width(row[i].Text));
            total += widths[i];
            if (widths[i] > widths[widest]) widest = i;
        }
        if (total > width) widths[widest] = Math.Max(8, widths[widest] - (total - width));

        var screen = new Screen().Add(Row(head, widths));
        foreach (var row in rows) screen.Add(Row(row, widths));
        return screen;
    }

    private static Line Row(Span[] cells, int[] widths)
    {
        var line = new Line().Add("  ");
        for (var i = 0; i < cells.Length; i++) line.Cell(cells[i].Text, widths[i], cells[i].Tone).Add("  ");
        return line;
    }
}
