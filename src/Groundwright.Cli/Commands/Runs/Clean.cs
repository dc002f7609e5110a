using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs clean</c></summary>
internal static class Clean
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(TimeSpan OlderThan, bool DryRun);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var olderThan = new Option<TimeSpan>("--older-than")
        {
            Description = "Only runs that ended longer ago, such as 14d, 12h or 0d; default 0d",
            HelpName = "AGE",
            CustomParser = result => Ages.Parse(result),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be removed" };
        return new CommandNode("clean", "Removes the worktrees of runs that are over and merged; never work that is in no commit",
            "gw runs clean --older-than 14d --dry-run",
            "gw runs clean --yes") { olderThan, dryRun }.Runs(host, parse => new Options(parse.GetValue(olderThan), parse.GetValue(dryRun)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var found = await context.Services.Cleaning.Look(options.OlderThan, cancellationToken);
        var changes = !options.DryRun && found.Removed.Count > 0;
        if (changes)
        {
            context.Chat(Human(found, "would be removed"));
            if (!await context.Confirm($"Remove {Say.Many(found.Removed.Count, "worktree")}? Branches and journals stay.", cancellationToken)) return ExitCode.Cancelled;
            found = await context.Services.Cleaning.Remove(found, cancellationToken);
        }
        context.Show(found, () => CliJson.Default.CleanReport, report => changes
            ? new Screen().Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" Removed {Say.Many(report.Removed.Count, "worktree")}, kept {report.Kept.Count}."))
            : Human(report, "would be removed"));
        return ExitCode.Ok;
    }

    private static Screen Human(CleanReport report, string removed)
    {
        if (report.Removed.Count + report.Kept.Count == 0) return new Screen().Add("  No worktrees to clean.");
        var table = new Table("RUN", "WORKTREE");
        foreach (var id in report.Removed) table.Add(new Span(id, Tone.Accent), new Span(removed, Tone.Warn));
        foreach (var kept in report.Kept) table.Add(new Span(kept.RunId, Tone.Accent), new Span($"kept: {kept.Reason}", Tone.Dim));
        return table.Lay(120);
    }
}
