using System.Text;

namespace Groundwright.Cli.Views.Text;

/// <summary>Lines to show, before it is known where.</summary>
internal sealed class Screen
{
    private readonly List<Line> lines = [];

    /// <summary>From top to bottom.</summary>
    public IReadOnlyList<Line> Lines => lines;

    /// <summary>Adds a line.</summary>
    public Screen Add(Line line)
    {
        lines.Add(line);
        return this;
    }

    /// <summary>Adds a line of text.</summary>
    public Screen Add(string text, Tone tone = Tone.Plain) => Add(Line.Of(text, tone));

    /// <summary>Adds all lines of another screen.</summary>
    public Screen Add(Screen other)
    {
        lines.AddRange(other.lines);
        return this;
    }

    /// <summary>Adds an empty line.</summary>
    public Screen Blank() => Add(new Line());

    /// <summary>Only the last lines, when there are more than so many.</summary>
    public Screen Last(int most)
    {
        if (lines.Count > most) lines.RemoveRange(0, lines.Count - most);
        return this;
    }

    /// <summary>The text, with colours when the reader's terminal has them.</summary>
    public string Render(bool colour)
    {
        var text = new StringBuilder();
        foreach (var line in lines) Ansi.Append(text, line, colour).Append('\n');
        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Render(colour: false);
}
