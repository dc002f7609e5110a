using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs list</c></summary>
internal static class List
{
    private const int Recent = 20;

    /// <summary>What can be said.</summary>
    internal sealed record Options(bool All);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var all = new Option<bool>("--all") { Description = $"Also finished runs older than the last {Recent}" };
        return new CommandNode("list", "Shows runs, newest first: the last 20 and all unfinished ones",
            "gw runs list          # the last 20 runs and all that are unfinished",
            "gw runs list --json   # for programs") { all }.Runs(host, parse => new Options(parse.GetValue(all)), Run);
    }

    /// <summary>Runs it.</summary>
    public static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        Show(options, context);
        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>Shows the list. Also called without the parser: see <see cref="FastPath"/>.</summary>
    public static void Show(Options options, CommandContext context)
    {
        var runs = context.Services.Runs.List();
        var shown = runs;
        if (!options.All)
        {
            var some = new List<RunSummary>();
            for (var i = 0; i < runs.Count; i++)
                if (i < Recent || Mark.IsUnfinished(runs[i].Status)) some.Add(runs[i]);
            shown = some;
        }
        context.Show(shown, () => CliJson.Default.IReadOnlyListRunSummary, list => Human(list, runs.Count, context));
    }

    private static Screen Human(IReadOnlyList<RunSummary> runs, int total, CommandContext context)
    {
        if (runs.Count == 0) return new Screen().Add("  No runs yet. Begin with: gw sdlc <issue>");
        var now = context.Services.Clock.GetUtcNow();
        var table = new Table("ID", "STATUS", "PHASE", "ISSUE", "TITLE", "AGE");
        foreach (var run in runs)
        {
            table.Add(new Span(run.RunId, Tone.Accent), new Span(Mark.Word(run.Status), Mark.ToneOf(run.Status)), new Span(run.Phase ?? "", Tone.Plain),
                new Span(run.IssueNumber ?? "", Tone.Plain), new Span(run.Title, Tone.Plain), new Span(Say.Age(now - run.Updated), Tone.Dim));
        }
        var screen = table.Lay(context.Terminal.Width);
        return runs.Count == total ? screen : screen.Add($"  {total - runs.Count} more: gw runs list --all", Tone.Dim);
    }
}
