using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Screens;

/// <summary>An effect that may or may not have happened: what is known, and how to settle it.</summary>
internal static class UnknownScreen
{
    /// <summary>Makes it for every unsettled effect.</summary>
    public static Screen Of(RunState state, ScreenScope scope)
    {
        var screen = new Screen();
        foreach (var step in state.Steps.Values.Where(step => step is { Unknown: not null, Resolved: null }))
        {
            var since = $"started {Say.Clock(step.Started, scope.Now, scope.Zone)}";
            screen.Add(new Line().Add("  ").Add("Unknown: ", Tone.Warn)
                .Add($"it cannot be told whether {StepKey.Path(step.Key)} happened", Tone.Strong).Right(since, scope.Width - 2, Tone.Dim));
            Fields.Add(screen, "why", "The process that did it was ended before it could write down how it went.", scope.Width);
            for (var i = 0; i < step.Unknown!.Evidence.Count; i++) Fields.Add(screen, i == 0 ? "evidence" : "", step.Unknown.Evidence[i], scope.Width);
            Fields.Add(screen, "so", "Nothing is done again until somebody says what happened. Look at the real thing first.", scope.Width);
            screen.Blank();
        }
        return screen.Add(Fields.Commands(
        [
            ($"gw runs resolve {state.Id} --happened --reason \"...\"", "goes on after it"),
            ($"gw runs resolve {state.Id} --not-happened --reason \"...\"", "does it again"),
            ($"gw runs logs {state.Id}", "what it printed"),
        ]));
    }
}
