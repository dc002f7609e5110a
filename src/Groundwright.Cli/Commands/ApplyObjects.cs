using System.CommandLine;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary>Hidden: the process that applies a plan to a cluster, run by the effect host. Its exit code is kubectl's.</summary>
internal static class ApplyObjects
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var file = new Argument<string>("file");
        var node = new CommandNode(ApplyProgram.Verb, "Applies a plan to a cluster; started by Groundwright itself") { file };
        node.Hidden = true;
        return node.Runs(host, parse => parse.GetRequiredValue(file), async (path, context, cancellationToken) =>
            (ExitCode)await new ObjectsApply(context.Services.Processes).Run(path, line => (line.IsError ? host.Terminal.Error : host.Terminal.Out).WriteLine(line.Text), cancellationToken));
    }
}
