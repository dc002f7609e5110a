using Groundwright.Cli.Services;
using Groundwright.Cli.Views.Text;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What was looked at, how it is, and what to type about it.</summary>
internal static class ChecksScreen
{
    /// <summary>At least one check.</summary>
    public static Screen Of(IReadOnlyList<DoctorCheck> checks, int width)
    {
        var screen = new Screen();
        var column = Math.Clamp(checks.Max(check => check.Name.Length) + 3, 20, 34);
        foreach (var check in checks)
        {
            var mark = check.Result switch
            {
                CheckResult.Good => Mark.Done,
                CheckResult.Warning => Mark.Warning,
                CheckResult.Optional => Mark.Later,
                _ => Mark.Failed,
            };
            var line = new Line().Add("  ").Add(mark.Text, mark.Tone).Add(" ").Cell(check.Name, column).Add(" ");
            foreach (var part in PlainText.Wrap(check.Detail, width - column - 6))
            {
                screen.Add(line.Add(part, Tone.Dim));
                line = new Line().To(column + 5);
            }
            if (check.Remedy is { } remedy) screen.Add(Fields.Command($"  {remedy}", ""));
        }
        var (problems, warnings) = (checks.Count(check => check.Result == CheckResult.Missing), checks.Count(check => check.Result == CheckResult.Warning));
        return screen.Add(problems + warnings == 0
            ? Line.Of("  Everything is there.", Tone.Good)
            : Line.Of($"  {Say.Many(problems, "problem")}, {Say.Many(warnings, "warning")}", problems > 0 ? Tone.Bad : Tone.Warn));
    }
}
