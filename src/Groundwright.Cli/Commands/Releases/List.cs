using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Releases;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Releases;

/// <summary><c>gw releases list</c></summary>
internal static class List
{
    private const int Recent = 20;

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Environment, bool All);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.EnvironmentOrAll();
        var all = new Option<bool>("--all") { Description = $"Also releases older than the last {Recent}" };
        return new CommandNode("list", "Shows what was released, newest first",
            "gw releases list prod",
            "gw releases list --all --json   # for programs") { environment, all }
            .Runs(host, parse => new Options(parse.GetValue(environment), parse.GetValue(all)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var ledger = await context.Services.Ledger.Read(cancellationToken);
        var known = ledger.Releases.Select(release => release.Environment).Distinct().ToList();
        if (options.Environment is { } name && !known.Contains(name))
        {
            throw new GroundwrightException(Problem.Of(ReleaseProblems.Nothing, $"nothing was ever released to `{name}`{NameHints.DidYouMean(name, known)}",
                known.Count == 0 ? "The ledger holds no release." : $"There are releases in: {string.Join(", ", known)}.", new Remedy("gw releases list", "all releases")));
        }
        var releases = ledger.Releases.Where(release => options.Environment is null || release.Environment == options.Environment).Reverse().ToList();
        IReadOnlyList<ReleaseLine> lines = [.. releases.Take(options.All ? int.MaxValue : Recent).Select(release => ReleaseLine.Of(ledger, release))];
        context.Show(lines, () => CliJson.Default.IReadOnlyListReleaseLine, shown => ReleasesScreen.Of(shown, releases.Count, context.Scope));
        return ExitCode.Ok;
    }
}
