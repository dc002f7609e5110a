using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Releases;

/// <summary><c>gw releases diff</c></summary>
internal static class Diff
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string From, string? To, bool Notes);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var from = new Argument<string>("from") { Description = "A release or an environment; or both at once, as in dev..prod" };
        var to = new Argument<string?>("to") { Description = "The other release or environment", Arity = ArgumentArity.ZeroOrOne };
        var notes = new Option<bool>("--notes") { Description = "Release notes in Markdown" };
        return new CommandNode("diff", "Tells what lies between two releases: requests, commits, versions, targets",
            "gw releases diff prod-2026-11-13-1 prod-2026-11-20-1",
            "gw releases diff prod..dev           # what prod would get",
            "gw releases diff prod..dev --notes   # as Markdown") { from, to, notes }
            .Runs(host, parse => new Options(parse.GetRequiredValue(from), parse.GetValue(to), parse.GetValue(notes)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var ledger = await context.Services.Ledger.Read(cancellationToken);
        var (from, to) = ReleaseChoice.Two(ledger, options.From, options.To);
        var diff = await ReleaseDiff.Of(context.Services.Repository, from, to, cancellationToken);
        if (options.Notes && !context.Options.Json) context.Print(ReleaseNotes.Of(diff));
        else context.Show(diff, () => CliJson.Default.ReleaseDiff, shown => ReleaseDiffScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}
