using System.CommandLine;
using System.Globalization;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Drift;

/// <summary><c>gw drift ignore</c></summary>
internal static class Ignore
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Environment, string Target, DateOnly Until, string Reason);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = Symbols.Environment();
        var target = new Argument<string>("target") { Description = "Name of the target that has drifted" };
        var until = new Option<DateOnly>("--until") { Description = "Last day on which it is accepted, such as 2026-12-24", HelpName = "DAY", Required = true, CustomParser = Day };
        var reason = new Option<string>("--reason") { Description = "Why, kept in the audit log", HelpName = "TEXT", Required = true };
        return new CommandNode("ignore", "Accepts what drifted in a target until a day, or until more of it drifts",
            "gw drift ignore prod app --until 2026-12-24 --reason \"for the sale\"") { environment, target, until, reason }
            .Runs(host, parse => new Options(parse.GetRequiredValue(environment), parse.GetRequiredValue(target), parse.GetValue(until), parse.GetRequiredValue(reason)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var now = context.Services.Clock.GetUtcNow();
        var local = options.Until.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var until = new DateTimeOffset(local, context.Zone.GetUtcOffset(local));
        if (until <= now) throw Wrong($"{options.Until:yyyy-MM-dd} is over", "Drift is accepted until a day to come, so that somebody looks at it again.");
        if (string.IsNullOrWhiteSpace(options.Reason)) throw Wrong("the reason is empty", "Whoever sees the finding next must know why it was accepted.");
        var state = await context.Services.Ledger.Write(DriftFindings.Ignore(options.Environment, options.Target, until, context.Services.Mask(options.Reason.Trim()), context.Services.Actor, now), cancellationToken);
        IReadOnlyList<EnvironmentDrift> found = [new(options.Environment, state.Of(options.Environment).Drift)];
        context.Show(found, () => CliJson.Default.IReadOnlyListEnvironmentDrift, shown => DriftScreen.Of(shown, context.Scope));
        return ExitCode.Ok;
    }

    private static DateOnly Day(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue) return day;
        result.AddError($"`{text}` is not a day: write it as 2026-12-24.");
        return DateOnly.MinValue;
    }

    private static GroundwrightException Wrong(string summary, string detail) => new(Problem.Of(CommandProblems.BadArguments, summary, detail, new Remedy("gw drift show", "what drifted")));
}
