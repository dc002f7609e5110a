using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Config;

/// <summary><c>gw config check</c></summary>
internal static class Check
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => new CommandNode("check", "Checks groundwright.yaml and says everything that is wrong with it at once",
        "gw config check",
        "gw config check --uncommitted   # the file as it lies in the checkout").Runs(host, parse => 0, (_, context, cancellationToken) => Run(context, cancellationToken));

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(CommandContext context, CancellationToken cancellationToken)
    {
        var report = await context.Services.Configuration.Check(context.Options.Uncommitted, cancellationToken);
        if (report.Problems.Count > 0) throw new GroundwrightException(report.Problems);
        context.Show(report, () => CliJson.Default.ConfigurationReport, found => Human(found, context.Terminal.Width));
        return ExitCode.Ok;
    }

    private static Screen Human(ConfigurationReport report, int width)
    {
        var where = report.File is null ? "no groundwright.yaml: the defaults hold" : $"{report.File} is valid";
        var from = report.File is null ? "" : report.Commit is { } commit ? $" at {commit[..Math.Min(7, commit.Length)]}" : " as it lies in the checkout";
        var screen = new Screen().Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" {where}").Add(from, Tone.Dim));
        Fields.Add(screen, "agent", report.Agent, width);
        Fields.Add(screen, "targets", string.Join(", ", report.Targets), width);
        Fields.Add(screen, "into", string.Join(", ", report.Environments), width);
        Fields.Add(screen, "workflows", string.Join(", ", report.Workflows), width);
        return screen;
    }
}
