using System.CommandLine;
using Groundwright.Adapters.Agents;
using Groundwright.Cli.Commands.Doctor;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Agents;

/// <summary><c>gw agents check</c></summary>
internal static class Check
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var name = new Argument<string>("name") { Description = "Name of the agent, as in `agent: use:`" };
        name.CompletionSources.Add(_ => BuiltInAgents.CodingClis.Select(cli => new System.CommandLine.Completions.CompletionItem(cli.Name)));
        return new CommandNode("check", "Looks whether a coding CLI can do the work, and says how to get what it lacks", "gw agents check claude") { name }
            .Runs(host, parse => parse.GetValue(name)!, Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(string name, CommandContext context, CancellationToken cancellationToken)
    {
        var cli = BuiltInAgents.CodingClis.FirstOrDefault(known => known.Name == name) ?? throw Unknown(name);
        var programs = new ProgramVersions(context.Services.Processes, context.Services.Directory);
        List<DoctorCheck> found = [.. (await Task.WhenAll(AgentChecks.Of(cli, programs, cancellationToken))).OfType<DoctorCheck>()];
        var report = new DoctorReport(found.TrueForAll(check => check.Result != CheckResult.Missing), found);
        context.Show(report, () => CliJson.Default.DoctorReport, shown => ChecksScreen.Of(shown.Checks, context.Terminal.Width));
        return report.Healthy ? ExitCode.Ok : ExitCode.PrerequisiteMissing;
    }

    private static GroundwrightException Unknown(string name) => new(Problem.Of(
        AgentProblems.Unknown,
        $"there is no coding CLI `{name}` to check",
        $"Those that Groundwright drives: {string.Join(", ", BuiltInAgents.CodingClis.Select(cli => cli.Name))}. The agents manual and replay need nothing installed; command and acp need the program that you name.",
        new Remedy("gw agents list", "what there is")));
}
