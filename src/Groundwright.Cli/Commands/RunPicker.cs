using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands;

/// <summary>Finds the run a command is about.</summary>
internal static class RunPicker
{
    /// <summary>The run with this id or prefix; without one, the only run that fits.</summary>
    /// <param name="context">The command.</param>
    /// <param name="given">What was typed; null: nothing.</param>
    /// <param name="fits">Which runs the command could be about.</param>
    /// <param name="what">Those runs in words, such as <c>waits for approval</c>.</param>
    /// <param name="command">The command to paste an id behind, such as <c>gw approve</c>.</param>
    /// <exception cref="GroundwrightException">None fits (GW4006) or several (GW4007), which are listed.</exception>
    public static string Pick(CommandContext context, string? given, Func<RunSummary, bool> fits, string what, string command)
    {
        if (given is not null) return context.Services.Runs.Find(given);
        var candidates = context.Services.Runs.List().Where(fits).ToList();
        return candidates.Count switch
        {
            1 => candidates[0].RunId,
            0 => throw new GroundwrightException(Problem.Of(CommandProblems.NoRun, $"no run {what}", null, new Remedy("gw runs list --all", "shows all runs"))),
            _ => throw new GroundwrightException(Problem.Of(CommandProblems.SeveralRuns, $"{candidates.Count} runs could be meant, say which",
                "Each of them " + what + ".", [.. candidates.Take(9).Select(run => new Remedy($"{command} {run.RunId}", $"{Mark.Word(run.Status)} · {run.Title}"))])),
        };
    }

    /// <summary>The run somebody may want to look at: the unfinished one, else the newest.</summary>
    public static string PickLatest(CommandContext context, string? given, string command)
    {
        var runs = given is null ? context.Services.Runs.List() : [];
        return runs.Count > 0 && !runs.Any(run => Mark.IsUnfinished(run.Status)) ? runs[0].RunId : PickUnfinished(context, given, command);
    }

    /// <summary>The run somebody may still want to go on with.</summary>
    public static string PickUnfinished(CommandContext context, string? given, string command) =>
        Pick(context, given, run => Mark.IsUnfinished(run.Status), "is unfinished", command);
}
