using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary>Hidden: gives a sign of life of an environment's lock while an effect goes on. Run by the effect host; 0 the lock is held, 3 it is lost, else it cannot be told.</summary>
internal static class KeepLock
{
    /// <summary>Exit code that says that the lock is somebody else's by now.</summary>
    private const ExitCode Lost = (ExitCode)3;

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = new Argument<string>("environment");
        var run = new Argument<string>("run");
        var epoch = new Argument<string>("epoch");
        var node = new CommandNode("keep-lock", "Renews the lock of an environment; started by Groundwright itself") { environment, run, epoch };
        node.Hidden = true;
        return node.Runs(host, parse => new LockClaim(parse.GetRequiredValue(environment), parse.GetRequiredValue(run), parse.GetRequiredValue(epoch)),
            async (claim, context, cancellationToken) => await context.Services.Locks.Renew(claim, cancellationToken) ? ExitCode.Ok : Lost);
    }
}
