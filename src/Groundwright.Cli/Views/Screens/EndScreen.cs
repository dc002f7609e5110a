using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views.Screens;

/// <summary>What came of a run, when the work asked for is over.</summary>
internal static class EndScreen
{
    private static readonly string[] Order = ["plan", "build", "image", "test", "review", "document", "ship"];

    /// <summary>The screen for whatever state a run was left in.</summary>
    /// <param name="state">The run.</param>
    /// <param name="worked">How long was worked on it, waits left out.</param>
    /// <param name="scope">The reader.</param>
    /// <param name="next">What to type after a run that is done; null: what fits the run.</param>
    public static Screen Of(RunState state, TimeSpan worked, ScreenScope scope, IReadOnlyList<(string Command, string Purpose)>? next = null) => state.Status switch
    {
        RunStatus.Waiting => GateScreen.Of(state, scope),
        RunStatus.Unknown => UnknownScreen.Of(state, scope),
        RunStatus.Failed => Failed(state, scope),
        RunStatus.Cancelled => Cancelled(state, worked),
        RunStatus.Running => Stopped(state),
        _ => Done(state, worked, scope, next ?? Next(state)),
    };

    private static Screen Done(RunState state, TimeSpan worked, ScreenScope scope, IReadOnlyList<(string Command, string Purpose)> next)
    {
        var release = state.Fact(RunFacts.Release) is { } id ? $"release {id}" : $"run {state.Id}";
        var screen = new Screen().Add(new Line().Add("  ").Add(Title(state), Tone.Good).Add($" in {Say.Duration(worked)}").Right(release, scope.Width - 2, Tone.Dim));
        Facts(screen, state, scope);
        return screen.Blank().Add("  Next:", Tone.Dim).Add(Fields.Commands(next));
    }

    /// <summary>The facts of a run, one a line; what is not known is not there.</summary>
    public static void Facts(Screen screen, RunState state, ScreenScope scope)
    {
        var merge = state.Fact(RunFacts.Merge) is { } commit ? $"merged as {PlainText.Clip(commit, 12).TrimEnd('…')}" : null;
        var plan = state.Fact(RunFacts.Plan) is { } hash ? $"plan {hash[..Math.Min(4, hash.Length)]}… = approved plan" : null;
        Fields.Add(screen, "spec", state.Fact(RunFacts.Spec), scope.Width);
        Fields.Add(screen, "changes", Join(", ", state.Fact(RunFacts.Diff), merge), scope.Width);
        Fields.Add(screen, "applied", state.Fact(RunFacts.Applied) is { } applied ? Join(" · ", applied, plan) : null, scope.Width);
        Fields.Add(screen, "checks", state.Fact(RunFacts.Checks), scope.Width);
        Fields.Add(screen, "review", state.Fact(RunFacts.Review), scope.Width);
        Fields.Add(screen, "url", state.Fact(RunFacts.Url), scope.Width);
        Fields.Add(screen, "cost", Cost(state), scope.Width);
    }

    /// <summary>Money, tokens and turns, as far as known.</summary>
    public static string? Cost(RunState state)
    {
        var figures = RunFigures.Of(state);
        return Join(" · ",
            figures.Usd is { } usd ? Say.Money(usd) : null,
            figures.Tokens is { } tokens ? $"{Say.Count(tokens)} tokens" : null,
            figures.Turns is { } turns ? Say.Many((int)turns, "agent turn") : null);
    }

    private static string Title(RunState state)
    {
        if (state.Fact(RunFacts.Mode) is not null && state.Fact(RunFacts.Merge) is null && state.Phases is [.., { Summary: { Length: > 0 } did }]) return char.ToUpperInvariant(did[0]) + did[1..];
        if (state.Fact(RunFacts.Environment) is { } environment && state.Fact(RunFacts.Applied) is not null) return $"Shipped to {environment}";
        if (state.Fact(RunFacts.Merge) is not null) return "Shipped";
        return $"Done: {string.Join(", ", state.Work.Count == 0 ? [] : state.Work[^1].Phases)}";
    }

    private static List<(string Command, string Purpose)> Next(RunState state)
    {
        var commands = new List<(string, string)>();
        if (state.Fact(RunFacts.CatchUp) is { } catchUp) commands.Add((catchUp, "brings your checkout up to date"));
        var last = state.Phases.Count == 0 ? null : state.Phases[^1].Name;
        var next = Array.IndexOf(Order, last) is >= 0 and var at ? Order.Skip(at + 1).FirstOrDefault(name => name != "image") : null;
        if (state.Status == RunStatus.Open && next is not null && state.Request.IssueNumber is { } issue) commands.Add(($"gw {next} {issue} {state.Id}", "the next phase"));
        if (state.Status == RunStatus.Succeeded && state.Fact(RunFacts.NextEnvironment) is { } later) commands.Add(($"gw promote {later}", "the next environment"));
        if (state.Status == RunStatus.Succeeded && state.Fact(RunFacts.Release) is not null && state.Fact(RunFacts.Environment) is { } changed)
            commands.Add(state.Fact(RunFacts.Mode) == ReleaseModes.Rollback ? ($"gw env release {changed}", "ends the hold on automatic deploys") : ($"gw rollback {changed}", "undoes it"));
        commands.Add(($"gw runs show {state.Id}", "the whole story"));
        return commands;
    }

    private static Screen Failed(RunState state, ScreenScope scope)
    {
        Remedy[] ours =
        [
            new($"gw runs retry {state.Id}", "goes on from the failed step"),
            new($"gw runs logs {state.Id}", "what its steps printed"),
            new($"gw runs show {state.Id}", "what happened so far"),
        ];
        var problem = state.Problem?.ToProblem() ?? Problem.Of(RunProblems.Unexpected, "the run failed and left no reason");
        // What a target or a lock says does not know the run.
        problem = problem with { Remedies = [.. problem.Remedies.Select(given => given.Command == "gw runs retry" ? given with { Command = ours[0].Command } : given)] };
        var missing = ours.Where(own => !problem.Remedies.Any(given => given.Command.StartsWith(own.Command, StringComparison.Ordinal)));
        return ProblemScreen.Full(problem with { Remedies = [.. problem.Remedies, .. missing] }, scope.Width);
    }

    private static Screen Cancelled(RunState state, TimeSpan worked) => new Screen()
        .Add(new Line().Add("  ").Add($"Cancelled after {Say.Duration(worked)}", Tone.Warn)
            .Add(state.Cancel is { } cancel ? $" by {cancel.Actor.Name}{(cancel.Reason.Length == 0 ? "" : $": {cancel.Reason}")}" : ""))
        .Add("    Its branch and worktree stay as they are.", Tone.Dim)
        .Blank()
        .Add(Fields.Commands([($"gw runs show {state.Id}", "what happened so far"), ("gw runs clean", "removes worktrees that are no longer needed")]));

    private static Screen Stopped(RunState state) => new Screen()
        .Add(new Line().Add("  ").Add("Stopped.", Tone.Warn).Add(" Everything done so far is kept."))
        .Blank()
        .Add(Fields.Commands([($"gw runs resume {state.Id}", "goes on where it stopped"), ($"gw runs cancel {state.Id}", "ends the run")]));

    private static string? Join(string separator, params string?[] parts)
    {
        var known = parts.OfType<string>().Where(part => part.Length > 0).ToList();
        return known.Count == 0 ? null : string.Join(separator, known);
    }
}
