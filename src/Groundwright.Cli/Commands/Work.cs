using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary>Begins a run or goes on with one, and drives it.</summary>
internal static class Work
{
    /// <summary>Runs what was asked for.</summary>
    public static async Task<ExitCode> Run(WorkOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        if (options.PipeState) options = await TakeState(options, context, cancellationToken);
        var issue = options.Issue ?? throw new GroundwrightException(Problem.Of(CommandProblems.BadArguments, "which request?", null,
            new Remedy($"gw {options.Workflow} <issue>", "number of an issue, or path of its file")));
        var asked = new WorkAsked(options.Workflow, context.Services.Actor, options.Values);
        var existing = Existing(options, issue, context);
        if (existing is not null && options.Values.ContainsKey(HotfixOption.Name)) throw Begun(existing, options, issue);
        if (existing is not null) await context.Services.Driver.Ask(existing, asked, cancellationToken);
        var runId = existing ?? await context.Services.Driver.Start(new StartRun(issue, options.Id, asked, context.Options.Uncommitted), cancellationToken);

        var drive = new DriveOptions(AnswerGatesAs: Driving.Answering(context));
        var exit = await Driving.Go(context, runId, drive, quietEnd: options.PipeState, cancellationToken);
        if (options.PipeState) await context.Terminal.Out.WriteLineAsync((await context.Services.States.Give(runId, CancellationToken.None)).AsMemory(), CancellationToken.None);
        return exit;
    }

    /// <summary>The run to go on with; null: a new one begins.</summary>
    private static string? Existing(WorkOptions options, string issue, CommandContext context)
    {
        var runs = context.Services.Runs.List();
        if (options.Id is { } id)
        {
            var exact = runs.FirstOrDefault(run => string.Equals(run.RunId, id.Trim(), StringComparison.OrdinalIgnoreCase))?.RunId;
            // A phase that begins runs takes an id that nobody has as the id of the new run, even when another id begins with it.
            return exact ?? (options.Entry || !runs.Any(run => run.RunId.StartsWith(id.Trim(), StringComparison.OrdinalIgnoreCase)) ? null : context.Services.Runs.Find(id));
        }
        if (options.Entry) return null;
        var open = runs.Where(run => run.IssueNumber == issue && Mark.IsUnfinished(run.Status)).ToList();
        return open.Count switch
        {
            1 => open[0].RunId,
            0 => throw NoRun(options.Workflow, issue),
            _ => throw new GroundwrightException(Problem.Of(CommandProblems.SeveralRuns, $"issue {issue} has {open.Count} open runs, say which", null,
                [.. open.Take(9).Select(run => new Remedy($"gw {options.Workflow} {issue} {run.RunId}", $"{Mark.Word(run.Status)}, begun {run.Started:yyyy-MM-dd}"))])),
        };
    }

    private static GroundwrightException Begun(string runId, WorkOptions options, string issue) => new(Problem.Of(CommandProblems.BadArguments, $"run {runId} has begun already",
        $"Where a run begins is decided once, so it cannot become a hotfix of {options.Values[HotfixOption.Name]}.\nNothing was asked of it.",
        new Remedy($"gw {options.Workflow} {issue} --hotfix {options.Values[HotfixOption.Name]}", "begins another run"), new Remedy($"gw {options.Workflow} {issue} {runId}", "goes on with this one")));

    private static GroundwrightException NoRun(string phase, string issue) => new(Problem.Of(CommandProblems.PhaseNeedsRun,
        $"{phase} goes on with a run, and issue {issue} has no open one", "A run begins with plan, patch or a whole workflow.",
        new Remedy($"gw plan {issue}", "begins with the first phase"), new Remedy($"gw sdlc {issue}", "does everything")));

    private static async Task<WorkOptions> TakeState(WorkOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var json = await context.Terminal.In.ReadToEndAsync(cancellationToken);
        // Nothing piped in: the first phase of a pipe only writes its state.
        if (string.IsNullOrWhiteSpace(json)) return options;
        var state = await context.Services.States.Take(json, cancellationToken);
        context.Chat(new Screen().Add($"  Taking up run {state.RunId} from standard input."));
        return options with { Issue = options.Issue ?? state.IssueNumber, Id = options.Id ?? state.RunId };
    }
}
