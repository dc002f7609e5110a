using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Releases;

/// <summary><c>gw releases show</c></summary>
internal static class Show
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Release);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var release = new Argument<string>("release") { Description = "Id of the release or the beginning of it, or an environment for what is there now" };
        return new CommandNode("show", "Tells everything about a release: plans, what was done, approvals, checks, verdicts",
            "gw releases show prod-2026-11-20-1",
            "gw releases show prod   # what is there now") { release }
            .Runs(host, parse => new Options(parse.GetRequiredValue(release)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var ledger = await context.Services.Ledger.Read(cancellationToken);
        var story = ReleaseStory.Of(ledger, ReleaseChoice.Of(ledger, options.Release));
        context.Show(story, () => CliJson.Default.ReleaseStory, shown => ReleaseScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}
