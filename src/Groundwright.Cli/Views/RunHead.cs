using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>The two lines that say which run this is.</summary>
internal static class RunHead
{
    /// <summary>Makes them.</summary>
    public static Screen Of(RunState state, int width)
    {
        var right = string.Join(" · ", new[]
        {
            state.Request.IssueNumber is { } issue ? $"issue {issue}" : null,
            state.Fact(RunFacts.Class),
            HotfixOption.Of(state) is { } mended ? $"hotfix of {mended}" : null,
        }.OfType<string>());
        var title = new Line().Add("  ").Add(PlainText.Clip(PlainText.Clean(state.Request.Title), width - 4 - right.Length), Tone.Strong).Right(right, width, Tone.Dim);
        var run = new Line().Add("  run ", Tone.Dim).Add(state.Id, Tone.Accent);
        if (state.Fact(RunFacts.Branch) is { } branch) run.Add(" · branch ", Tone.Dim).Add(branch);
        var screen = new Screen().Add(title).Add(run);
        return state.Started.Unconfined is { } why ? screen.Add(new Line().Add("  ").Add(PlainText.Clip($"not sandboxed, agents and tools run as you: {why}", width - 2), Tone.Warn)) : screen;
    }
}
