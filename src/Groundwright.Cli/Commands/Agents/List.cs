using Groundwright.Adapters.Agents;
using Groundwright.Cli.Commands.Doctor;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Agents;

/// <summary><c>gw agents list</c></summary>
internal static class List
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host) => new CommandNode("list", "Shows the coding CLIs that Groundwright drives: version found, version proven, key",
        "gw agents list").Runs(host, parse => 0, (_, context, cancellationToken) => Run(context, cancellationToken));

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(CommandContext context, CancellationToken cancellationToken)
    {
        var programs = new ProgramVersions(context.Services.Processes, context.Services.Directory);
        IReadOnlyList<AgentLine> lines = await Task.WhenAll(BuiltInAgents.CodingClis.Select(cli => AgentLine.Of(cli, programs, cancellationToken)));
        context.Show(lines, () => CliJson.Default.IReadOnlyListAgentLine, shown => AgentsScreen.Of(shown, context.Terminal.Width));
        return ExitCode.Ok;
    }
}
