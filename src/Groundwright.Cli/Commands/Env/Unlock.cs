using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary><c>gw env unlock</c></summary>
internal static class Unlock
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Environment, string Reason);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = new Argument<string>("environment") { Description = "Name of the environment" };
        var reason = new Option<string>("--reason") { Description = "Why, kept in the audit log", HelpName = "TEXT", Required = true };
        return new CommandNode("unlock", "Takes the lock of an environment away from a holder that is gone",
            "gw env unlock prod --reason \"the build machine burned down\"") { environment, reason }
            .Runs(host, parse => new Options(parse.GetRequiredValue(environment), parse.GetRequiredValue(reason)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var holders = await context.Services.Locks.Holders(options.Environment, cancellationToken);
        context.Chat(Who(options.Environment, holders, context.Scope));
        var question = $"Whatever the holder still applies would be in nobody's record. Type {options.Environment} to take its lock away:";
        if (!context.Options.Yes && await context.AskFor(question, "--yes", cancellationToken) != options.Environment)
            return ExitCode.Cancelled;
        await context.Services.Locks.Break(options.Environment, context.Services.Actor, context.Services.Mask(options.Reason), cancellationToken);
        context.Show(new UnlockReport(options.Environment, holders), () => CliJson.Default.UnlockReport, report =>
            new Screen().Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" Took the lock of {report.Environment} away. It is in the audit log: gw audit list")));
        return ExitCode.Ok;
    }

    private static Screen Who(string environment, IReadOnlyList<LockHolder> holders, ScreenScope scope)
    {
        if (holders.Count == 0) return new Screen().Add($"  Nobody alive is known to hold {environment}.");
        var table = new Table("RUN", "BY", "WHERE", "SINCE", "FOR", "TARGETS");
        foreach (var holder in holders)
        {
            table.Add(new Span(holder.RunId, Tone.Accent), new Span(holder.Actor, Tone.Plain), new Span($"process {holder.ProcessId} on {holder.Host}", Tone.Plain),
                new Span(Say.Age(scope.Now - holder.Since), Tone.Plain), new Span(holder.Reason, Tone.Plain), new Span(holder.Targets.Count == 0 ? "all" : string.Join(", ", holder.Targets), Tone.Dim));
        }
        return table.Lay(scope.Width);
    }
}

/// <summary>A lock that was taken away.</summary>
/// <param name="Environment">Of which environment.</param>
/// <param name="Holders">From whom; empty: from a run that was killed.</param>
internal sealed record UnlockReport(string Environment, IReadOnlyList<LockHolder> Holders);
