using Groundwright.Cli.Views.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using Screen = Groundwright.Cli.Views.Text.Screen;

namespace Groundwright.Cli.Views.Live;

/// <summary>A screen as something that Spectre can redraw.</summary>
internal sealed class SpectreScreen(Screen screen) : IRenderable
{
    /// <inheritdoc/>
    public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

    /// <inheritdoc/>
    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in screen.Lines)
        {
            // A line that is one column too wide is two rows to the terminal and one to Spectre, which would then redraw in the wrong place.
            foreach (var span in line.Within(maxWidth)) yield return new Segment(span.Text, StyleOf(span.Tone));
            yield return Segment.LineBreak;
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Dim => new Style(decoration: Decoration.Dim),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Maroon),
        Tone.Warn => new Style(Color.Olive),
        Tone.Accent => new Style(Color.Teal),
        _ => Style.Plain,
    };
}
