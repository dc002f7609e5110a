using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Audit;

/// <summary><c>gw audit list</c></summary>
internal static class List
{
    private const int Recent = 20;

    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Environment, string? Run, bool All);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var environment = new Option<string?>("--env") { Description = "Only what was done to this environment", HelpName = "NAME" };
        var run = new Option<string?>("--run") { Description = "Only what was done for this run", HelpName = "ID" };
        var all = new Option<bool>("--all") { Description = $"Also records older than the last {Recent}" };
        return new CommandNode("list", "Shows who did what, newest first: the last 20 records",
            "gw audit list --env prod   # what was done to prod",
            "gw audit list --all --json # everything, for programs") { environment, run, all }
            .Runs(host, parse => new Options(parse.GetValue(environment), parse.GetValue(run), parse.GetValue(all)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var history = await context.Services.Audit.History(cancellationToken);
        var fits = history.Records().Where(record => (options.Environment is null || record.Fact.Environment == options.Environment) && (options.Run is null || record.Fact.RunId == options.Run)).Reverse().ToList();
        IReadOnlyList<AuditRecord> shown = options.All ? fits : [.. fits.Take(Recent)];
        context.Show(shown, () => CliJson.Default.IReadOnlyListAuditRecord, records => Human(records, fits.Count, context));
        return ExitCode.Ok;
    }

    private static Screen Human(IReadOnlyList<AuditRecord> records, int total, CommandContext context)
    {
        if (records.Count == 0) return new Screen().Add("  Nothing was recorded yet.");
        var scope = context.Scope;
        var table = new Table("N", "WHEN", "WHO", "WHAT", "WHERE", "RUN", "DETAIL");
        foreach (var record in records)
        {
            var fact = record.Fact;
            table.Add(new Span($"{record.Number}", Tone.Dim), new Span(Say.Clock(record.At, scope.Now, scope.Zone), Tone.Plain), new Span(fact.Actor.Name, Tone.Plain), new Span(fact.Action, Tone.Strong),
                new Span(fact.Environment ?? "", Tone.Plain), new Span(fact.RunId ?? "", Tone.Accent), new Span(fact.Detail, Tone.Plain));
        }
        var screen = table.Lay(scope.Width);
        return records.Count == total ? screen : screen.Add($"  {total - records.Count} more: gw audit list --all", Tone.Dim);
    }
}
