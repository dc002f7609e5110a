using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>
/// The outcome rules: a piece of work counts when the agent ended properly, was refused nothing, and left what was asked for. Never its exit code alone,
/// never its word.
/// </summary>
public static class AgentJudgement
{
    /// <summary>Judges one piece of work. The first thing that is wrong is the problem: what comes after usually follows from it.</summary>
    public static AgentVerdict Judge(AgentTask task, AgentExpectation expected, AgentEvidence seen)
    {
        var answer = expected.Answer ? AgentAnswer.Read(task, seen.Answer) : new AgentAnswer(null, null);
        var problem = seen.Outcome.Problem
            ?? Denied(task, seen.Denials)
            ?? Unchanged(task, expected, seen)
            ?? Missing(task, expected, seen)
            ?? answer.Problem;
        return new AgentVerdict(problem, ProtectedPaths.Among(seen.Changed), problem is null ? answer.Value : null);
    }

    private static Problem? Denied(AgentTask task, IReadOnlyList<string> denials) => denials.Count == 0 ? null : Problem.Of(
        AgentProblems.Denied,
        $"the agent was refused {denials.Count} {(denials.Count == 1 ? "action" : "actions")} in {task.Phase}/{task.Purpose}",
        "An agent that was refused something may call unfinished work done, so it does not count. Refused:\n"
            + string.Join('\n', denials.Distinct().Take(10).Select(denial => $"  {denial}")),
        Again(task),
        Seen(task));

    private static Problem? Unchanged(AgentTask task, AgentExpectation expected, AgentEvidence seen) => !expected.Change || seen.Changed.Count > 0 ? null : Problem.Of(
        AgentProblems.NothingChanged,
        $"the agent changed nothing in {task.Phase}/{task.Purpose}",
        "It ended without an error, but this work has to change files in the worktree.\n"
            + (seen.Outcome.Text.Length == 0 ? "It said nothing." : $"Its last words:\n  {LastLine(seen.Outcome.Text)}"),
        Seen(task),
        Again(task),
        new Remedy($"gw runs show {task.RunId}", "where the worktree is, to make the change by hand"));

    private static Problem? Missing(AgentTask task, AgentExpectation expected, AgentEvidence seen)
    {
        var missing = expected.Files.Except(seen.Present).ToList();
        return missing.Count == 0 ? null : Problem.Of(
            AgentProblems.FileMissing,
            $"the agent did not write {string.Join(", ", missing.Select(path => $"`{path}`"))}",
            seen.Changed.Count == 0
                ? "It changed no file at all."
                : $"It has to be a regular file with content. Changed instead: {string.Join(", ", seen.Changed.Take(10))}.",
            Seen(task),
            Again(task));
    }

    internal static Remedy Again(AgentTask task) => new($"gw runs retry {task.RunId}", "let it try again");

    internal static Remedy Seen(AgentTask task) => new($"gw runs logs {task.RunId}", "what it did and said");

    private static string LastLine(string text)
    {
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}
