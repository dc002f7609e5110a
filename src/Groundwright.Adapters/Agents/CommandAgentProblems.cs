using System.Globalization;
using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents;

/// <summary>Says what came of an agent's program.</summary>
internal static class CommandAgentProblems
{
    private const int LastLines = 20;
    private const int LongestLine = 400;

    internal static Problem NoProgram { get; } = Problem.Of(
        AgentProblems.Misconfigured,
        "the agent `command` has no program",
        "It runs any program: the prompt comes on its standard input, the worktree is its folder.",
        new Remedy("agent: { use: command, command: [./bin/agent] }", "in groundwright.yaml"));

    /// <summary>Null when it ended properly.</summary>
    internal static Problem? Of(CommandResult result, AgentTask task, string program, IReadOnlyList<string> output)
    {
        var name = Path.GetFileName(program);
        var where = $"{task.Phase}/{task.Purpose}";
        return result.End switch
        {
            CommandEnd.TimedOut => Problem.Of(
                AgentProblems.TookTooLong,
                $"the agent `{name}` took longer than {Human(task.Limits.WallClock)} in {where} and was ended",
                "The limit is the time one piece of work may take. Its processes are gone; what it wrote into the worktree does not count." + Tail(output),
                Raise("minutes", task.Limits.WallClock),
                AgentRemedies.Logs(task),
                AgentRemedies.Again(task)),
            CommandEnd.Silent => Problem.Of(
                AgentProblems.Silent,
                $"the agent `{name}` printed nothing for {Human(task.Limits.Silence)} in {where} and was ended",
                "The limit is the longest time without a line of output: a program that hangs looks like this. Its processes are gone; what it wrote does not count." + Tail(output),
                Raise("silentMinutes", task.Limits.Silence),
                AgentRemedies.Logs(task),
                AgentRemedies.Again(task)),
            CommandEnd.TooMuchOutput => Problem.Of(
                AgentProblems.TooMuchOutput,
                $"the agent `{name}` printed more than {task.Limits.OutputBytes / (1024.0 * 1024):0.##} MiB in {where} and was ended",
                "The limit is the output of one piece of work; it is fixed. Have the program write long output to a file outside the worktree instead." + Tail(output),
                AgentRemedies.Logs(task),
                AgentRemedies.Again(task)),
            _ when result.ExitCode != 0 => Problem.Of(
                AgentProblems.Failed,
                $"the agent `{name}` ended with exit code {result.ExitCode} in {where}",
                output.Count == 0 ? "It printed nothing." : "Its last lines:" + Tail(output),
                AgentRemedies.Logs(task),
                AgentRemedies.Again(task)),
            _ => null,
        };
    }

    private static string Tail(IReadOnlyList<string> output) => string.Concat(
        output.TakeLast(LastLines).Select(Printable).Select(line => "\n  " + (line.Length <= LongestLine ? line : line[..LongestLine] + "…")));

    // A program may print anything, also what steers a terminal.
    private static string Printable(string line) => new([.. line.Where(c => c == '\t' || !char.IsControl(c))]);

    private static Remedy Raise(string key, TimeSpan limit) =>
        new($"agent: {{ {key}: {Math.Max(1, (int)Math.Ceiling(limit.TotalMinutes * 2))} }}", "in groundwright.yaml: raise the limit");

    private static string Human(TimeSpan time) => time switch
    {
        { TotalMinutes: >= 1 } when time.TotalMinutes % 1 == 0 => $"{time.TotalMinutes:0} min",
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s"),
    };
}
