using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What the checks of an environment said.</summary>
internal static class EnvironmentTestScreen
{
    /// <summary>One line a check.</summary>
    public static Screen Of(EnvironmentTest test, ScreenScope scope)
    {
        var passed = test.Checks.Count(check => check.Passed);
        var head = new Line().Add("  ").Add(test.Passed ? $"{test.Environment} works" : $"{test.Environment} does not work", test.Passed ? Tone.Good : Tone.Bad).Add($": {passed} of {Say.Many(test.Checks.Count, "check")} passed");
        var screen = new Screen().Add(head.Right(test.Release, scope.Width - 2, Tone.Dim));
        foreach (var check in test.Checks)
        {
            var mark = check.Passed ? Mark.Done : Mark.Failed;
            screen.Add(new Line().Add("    ").Add(mark.Text, mark.Tone).Add($" {check.Name}"));
            if (!check.Passed || check.Flaps > 0)
                foreach (var line in PlainText.Wrap(check.Detail, scope.Width - 8)) screen.Add($"      {line}", Tone.Dim);
        }
        return test.Passed ? screen : screen.Blank().Add(Fields.Commands([($"gw releases show {test.Release}", "what was put there"), ($"gw rollback {test.Environment}", "goes back to the last good release")]));
    }
}
