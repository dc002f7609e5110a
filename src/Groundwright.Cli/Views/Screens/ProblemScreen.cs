using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What went wrong, why, and what to type next.</summary>
internal static class ProblemScreen
{
    /// <summary>One problem in full, several as a list.</summary>
    public static Screen Of(IReadOnlyList<Problem> problems, int width) =>
        problems.Count > 1 || problems[0].Source is not null ? List(problems, width) : Full(problems[0], width);

    /// <summary>The block of one problem.</summary>
    public static Screen Full(Problem problem, int width)
    {
        var head = new Line().Add("  ").Add($"error {problem.Code.Id}:", Tone.Bad).Add(" ");
        var screen = new Screen();
        foreach (var part in PlainText.Wrap(problem.Summary, width - head.Width - 2))
        {
            screen.Add(head.Add(part, Tone.Strong));
            head = new Line().Add(new string(' ', 4));
        }
        if (problem.Source is not null) screen.Add($"    at {problem.Source}", Tone.Dim);
        Detail(screen, problem, width);
        return Remedies(screen, [problem]);
    }

    private static Screen List(IReadOnlyList<Problem> problems, int width)
    {
        var screen = new Screen();
        var place = problems.Max(problem => problem.Source?.ToString().Length ?? 0);
        foreach (var problem in problems)
        {
            var head = new Line().Add("  ");
            if (place > 0) head.Cell(problem.Source?.ToString() ?? "", place).Add("  ");
            head.Add(problem.Code.Id, Tone.Bad).Add("  ");
            var indent = head.Width;
            foreach (var part in PlainText.Wrap(problem.Summary, Math.Max(30, width - indent - 1)))
            {
                screen.Add(head.Add(part));
                head = new Line().Add(new string(' ', indent));
            }
        }
        var schema = problems.Any(problem => problem.Code.Id.StartsWith("GW10", StringComparison.Ordinal)) ? " Schema: gw config schema" : "";
        screen.Add($"  {Say.Many(problems.Count, "problem")}.{schema}", Tone.Dim);
        return Remedies(screen, problems);
    }

    private static void Detail(Screen screen, Problem problem, int width)
    {
        if (string.IsNullOrWhiteSpace(problem.Detail)) return;
        screen.Blank();
        foreach (var part in PlainText.Wrap(problem.Detail.TrimEnd(), width - 6)) screen.Add($"    {part}");
    }

    private static Screen Remedies(Screen screen, IReadOnlyList<Problem> problems)
    {
        var remedies = problems.SelectMany(problem => problem.Remedies).Distinct().ToList();
        return remedies.Count == 0 ? screen : screen.Blank().Add(Fields.Commands([.. remedies.Select(remedy => (remedy.Command, remedy.Purpose))]));
    }
}
