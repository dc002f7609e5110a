using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary><c>gw doctor</c></summary>
internal static class Doctor
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => new CommandNode("doctor", "Looks whether everything that is needed is there, and says how to get what is not",
        "gw doctor").Runs(host, parse => 0, (_, context, cancellationToken) => Run(context, cancellationToken));

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(CommandContext context, CancellationToken cancellationToken)
    {
        var found = new List<DoctorCheck>();
        var tools = new ToolChecks(context.Services.Processes, context.Services.Directory);
        var repository = RepositoryChecks.Open(context.Services);
        var needs = repository.Problem is null ? await Needs(context.Services, cancellationToken) : null;
        var checks = tools.All(needs, cancellationToken).Append(SandboxCheck.Look(context.Services, cancellationToken)).Concat(RepositoryChecks.All(context.Services, repository, cancellationToken));
        foreach (var check in await Task.WhenAll(checks))
            if (check is not null) found.Add(check);

        var report = new DoctorReport(found.TrueForAll(check => check.Result != CheckResult.Missing), found);
        context.Show(report, () => CliJson.Default.DoctorReport, shown => Human(shown, context.Terminal.Width));
        return report.Healthy ? ExitCode.Ok : ExitCode.PrerequisiteMissing;
    }

    // A configuration that cannot be read is told by its own check.
    private static async Task<NeededTools?> Needs(ICommandServices services, CancellationToken cancellationToken)
    {
        try
        {
            return await services.Configuration.Needs(cancellationToken);
        }
        catch (GroundwrightException)
        {
            return null;
        }
    }

    private static Screen Human(DoctorReport report, int width)
    {
        var screen = new Screen();
        var column = Math.Clamp(report.Checks.Max(check => check.Name.Length) + 3, 20, 34);
        foreach (var check in report.Checks)
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
        var (problems, warnings) = (report.Checks.Count(check => check.Result == CheckResult.Missing), report.Checks.Count(check => check.Result == CheckResult.Warning));
        return screen.Add(problems + warnings == 0
            ? Line.Of("  Everything is there.", Tone.Good)
            : Line.Of($"  {Say.Many(problems, "problem")}, {Say.Many(warnings, "warning")}", problems > 0 ? Tone.Bad : Tone.Warn));
    }
}
