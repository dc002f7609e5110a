using System.CommandLine;
using Groundwright.Cli.Mcp;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;
using ModelContextProtocol.Server;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw mcp</c></summary>
internal static class McpServer
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(bool Allow);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var allow = new Option<bool>("--allow") { Description = "Lets the agent start runs; gates stay for people" };
        return new CommandNode("mcp", "Serves runs, plans, gates and environments to your own agent, over standard input and output",
            "claude mcp add groundwright -- gw mcp     # what Claude Code is told once",
            "gw mcp --allow") { allow }
            .Runs(host, parse => new Options(parse.GetValue(allow)), Run);
    }

    private static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var directory = context.Options.Directory is { } said ? (string[])["-C", Path.GetFullPath(said)] : [];
        await using var calls = new McpCalls(directory, terminal => new CommandHost(terminal, () => context.Zone, Composition.ComposeForAgent));
        await using var transport = new StdioServerTransport("groundwright");
        await new McpSession(calls, options.Allow).Serve(transport, cancellationToken);
        return ExitCode.Ok;
    }
}
