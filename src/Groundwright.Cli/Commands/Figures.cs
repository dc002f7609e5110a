using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments.Figures;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw figures</c></summary>
internal static class Figures
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <summary>What can be said.</summary>
    internal sealed record Options(TimeSpan Since);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var since = new Option<TimeSpan>("--since")
        {
            Description = "How far back, such as 90d or 12h; default 30d",
            HelpName = "AGE",
            CustomParser = result => Ages.Parse(result),
            DefaultValueFactory = _ => Usual,
        };
        return new CommandNode("figures", "Shows how long deliveries take against what they should take, and DORA's five figures of production",
            "gw figures --since 90d",
            "gw figures --json   # seconds, rates from 0 to 1, null for unknown") { since }
            .Runs(host, parse => new Options(parse.GetValue(since)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        if (options.Since <= TimeSpan.Zero) throw new GroundwrightException(Problem.Of(CommandProblems.BadArguments, "`--since` must be longer than nothing", null, new Remedy("gw figures --since 30d", "the last 30 days")));
        var settings = (await context.Services.Configuration.Load(context.Options.Uncommitted, cancellationToken)).Settings;
        var report = FiguresReport.Of(await new FiguresSource(context.Services).Read(settings, options.Since, cancellationToken));
        context.Show(report, () => CliJson.Default.FiguresReport, shown => FiguresScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }
}
