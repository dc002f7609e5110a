using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Live;

/// <summary>The steps of the phase that is going on, several on a line.</summary>
internal static class StepTree
{
    private const int Indent = 6;
    private const int Most = 12;

    /// <summary>Makes the lines; none before the first step.</summary>
    public static Screen Of(RunState state, PhaseState phase, int width)
    {
        var steps = StepKey.Of(state, phase);
        var screen = new Screen();
        var line = new Line().Add(new string(' ', Indent));
        if (steps.Count > Most) line.Add($"… {steps.Count - Most} done   ", Tone.Dim);
        foreach (var step in steps.Skip(Math.Max(0, steps.Count - Most)))
        {
            var label = PlainText.Clip(PlainText.Clean(StepKey.Label(step.Key)), width - Indent - 2);
            var cell = Math.Max(12, PlainText.Width(label) + 5);
            if (line.Width > Indent && line.Width + PlainText.Width(label) + 2 > width)
            {
                screen.Add(line);
                line = new Line().Add(new string(' ', Indent));
            }
            var mark = MarkOf(step);
            line.Add(mark.Text, mark.Tone).Add(" ").Add(label, step.Completed is null ? Tone.Plain : Tone.Dim).To(line.Width - PlainText.Width(label) - 2 + cell);
        }
        return steps.Count == 0 ? screen : screen.Add(line);
    }

    private static Span MarkOf(StepState step) => step switch
    {
        { Completed: not null } => Mark.Done,
        { Unknown: not null, Resolved: null } => Mark.Unknown,
        { Problem: not null } => Mark.Failed,
        _ => Mark.Going,
    };
}
