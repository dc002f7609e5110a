using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary>Hidden: the process that outlives <c>gw</c> and runs an effect once (rule X1). Its exit code is the effect host's own.</summary>
internal static class EffectHost
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var directory = new Argument<string>("dir");
        var nonce = new Argument<string>("nonce");
        var node = new CommandNode("effect-host", "Runs one effect for a run; started by Groundwright itself") { directory, nonce };
        node.Hidden = true;
        return node.Runs(host, parse => (Directory: parse.GetRequiredValue(directory), Nonce: parse.GetRequiredValue(nonce)),
            async (options, context, cancellationToken) => (ExitCode)await context.Services.HostEffect(options.Directory, options.Nonce, cancellationToken));
    }
}
