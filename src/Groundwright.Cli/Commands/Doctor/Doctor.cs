using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
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
        var tools = new ToolChecks(new ProgramVersions(context.Services.Processes, context.Services.Directory));
        var repository = RepositoryChecks.Open(context.Services);
        var needs = repository.Problem is null ? await Needs(context.Services, cancellationToken) : null;
        var checks = tools.All(needs, cancellationToken).Append(SandboxCheck.Look(context.Services, cancellationToken)).Append(SandboxCheck.Network(needs)).Concat(RepositoryChecks.All(context.Services, repository, cancellationToken));
        foreach (var check in await Task.WhenAll(checks))
            if (check is not null) found.Add(check);

        var report = new DoctorReport(found.TrueForAll(check => check.Result != CheckResult.Missing), found);
        context.Show(report, () => CliJson.Default.DoctorReport, shown => ChecksScreen.Of(shown.Checks, context.Terminal.Width));
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
}
