namespace Groundwright.Cli.Views.Text;

/// <summary>One line of a screen, made from left to right.</summary>
internal sealed class Line
{
    private readonly List<Span> spans = [];

    /// <summary>Its parts.</summary>
    public IReadOnlyList<Span> Spans => spans;

    /// <summary>Columns used so far.</summary>
    public int Width { get; private set; }

    /// <summary>A line of one tone, cleaned.</summary>
    public static Line Of(string text, Tone tone = Tone.Plain) => new Line().Add(text, tone);

    /// <summary>Adds text; whatever could steer the terminal is left out.</summary>
    public Line Add(string text, Tone tone = Tone.Plain)
    {
        var clean = PlainText.Clean(text);
        if (clean.Length == 0) return this;
        spans.Add(new Span(clean, tone));
        Width += PlainText.Width(clean);
        return this;
    }

    /// <summary>Adds text and fills up to that many columns; what does not fit is cut.</summary>
    public Line Cell(string text, int width, Tone tone = Tone.Plain)
    {
        var clipped = PlainText.Clip(PlainText.Clean(text), width);
        return Add(clipped, tone).Add(new string(' ', Math.Max(0, width - PlainText.Width(clipped))));
    }

    /// <summary>Fills up to a column.</summary>
    public Line To(int column) => Add(new string(' ', Math.Max(0, column - Width)));

    /// <summary>Adds text that ends at a column; one space apart when there is no room.</summary>
    public Line Right(string text, int column, Tone tone = Tone.Plain)
    {
        if (text.Length == 0) return this;
        var gap = column - Width - PlainText.Width(text);
        return Add(new string(' ', Math.Max(1, gap))).Add(text, tone);
    }

    /// <summary>Its parts, as far as they fit into that many columns; spaces at the end are left out.</summary>
    public IEnumerable<Span> Within(int columns)
    {
        var left = Math.Min(columns, PlainText.Width(ToString()));
        foreach (var span in spans)
        {
            if (left <= 0) yield break;
            var width = PlainText.Width(span.Text);
            yield return width <= left ? span : span with { Text = PlainText.Clip(span.Text.TrimEnd(), left) };
            left -= width;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(spans.Select(span => span.Text)).TrimEnd();
}
