using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Says what came of a call of a coding CLI, and whether trying again can help.</summary>
internal static class CliProblems
{
    private const int LastLines = 5;

    /// <summary>Its program is not there.</summary>
    public static Problem NotInstalled(ICodingCli cli) => Problem.Of(
        ProcessProblems.ToolMissing,
        $"`{cli.Program}` is not installed",
        $"The agent `{cli.Name}` is that program; it was looked for on PATH. Nothing was begun.",
        new Remedy(cli.Install, cli.ProvenVersion is null ? "how to get it" : $"installs the version that was proven, {cli.ProvenVersion}"),
        new Remedy($"gw agents check {cli.Name}", "what is there and what is missing"));

    /// <summary>No key is set.</summary>
    public static Problem NotSignedIn(ICodingCli cli) => Problem.Of(
        AgentProblems.NotSignedIn,
        $"the agent `{cli.Name}` has no key for its model",
        $"It is read from {string.Join(" or ", cli.Models.SelectMany(model => model.KeyVariables))}; none is set. A login in your home does not count: agents work in a fresh one.",
        new Remedy($"export {cli.Models[0].KeyVariables[0]}=...", "the key of your account"),
        new Remedy($"gw agents check {cli.Name}", "what is there and what is missing"));

    /// <summary>Null when the work ended well.</summary>
    public static Problem? Of(CommandResult result, ICliOutput output, AgentTask task, ICodingCli cli, IReadOnlyList<string> said)
    {
        if (result.End != CommandEnd.Exited) return CommandAgentProblems.Of(result, task, cli.Name, said);
        if (output.End is not { } end) return Unfinished(result, task, cli, said);
        // The word of the program counts first: its exit code says less, and is 0 for much that went wrong.
        return end.Fault switch
        {
            CliFault.None when result.ExitCode == 0 => null,
            CliFault.Turns => TurnsUsed(task, cli),
            CliFault.Money => MoneyUsed(task, cli),
            CliFault.Refusal => WouldNot(end, task, cli),
            CliFault.Model => ModelAnswered(end, task, cli),
            CliFault.Connection => Unreachable(end, task, cli),
            _ => Problem.Of(AgentProblems.Failed, $"the agent `{cli.Name}` ended with an error in {Where(task)}",
                Said(end, said, $"Exit code {result.ExitCode}."), AgentRemedies.Logs(task), AgentRemedies.Again(task)),
        };
    }

    private static Problem Unfinished(CommandResult result, AgentTask task, ICodingCli cli, IReadOnlyList<string> said) => Problem.Of(
        AgentProblems.Unfinished,
        $"the agent `{cli.Name}` ended without saying how its work came out in {Where(task)}",
        $"Exit code {result.ExitCode}. Without its last word what it did does not count." + Tail(said),
        AgentRemedies.Logs(task),
        new Remedy($"gw agents check {cli.Name}", "whether it is a version that was proven"),
        AgentRemedies.Again(task));

    private static Problem TurnsUsed(AgentTask task, ICodingCli cli) => Problem.Of(
        AgentProblems.TurnsUsed,
        $"the agent `{cli.Name}` used up its {task.Limits.Turns} turns in {Where(task)}",
        "What it did until then does not count: it was not finished.",
        new Remedy($"agent: {{ limits: {{ turns: {task.Limits.Turns * 2} }} }}", "in groundwright.yaml, for runs started from then on"),
        AgentRemedies.Logs(task),
        AgentRemedies.Again(task));

    private static Problem MoneyUsed(AgentTask task, ICodingCli cli) => Problem.Of(
        AgentProblems.BudgetUsed,
        $"the agent `{cli.Name}` used up what was left of the run's budget in {Where(task)}",
        "It was stopped in the middle of its work; what it did there does not count.",
        new Remedy($"gw runs show {task.RunId}", "what the money went into"),
        new Remedy("agent: { limits: { usd: ... } }", "in groundwright.yaml, for runs started from then on"));

    private static Problem WouldNot(CliEnd end, AgentTask task, ICodingCli cli) => Problem.Of(
        AgentProblems.ModelRefused,
        $"the model of `{cli.Name}` would not do what it was asked in {Where(task)}",
        "It ended the work by itself; what it did until then does not count. " + Said(end, [], "It says nothing more."),
        AgentRemedies.Logs(task),
        AgentRemedies.Again(task));

    private static Problem ModelAnswered(CliEnd end, AgentTask task, ICodingCli cli)
    {
        var (code, summary, after) = end.Status switch
        {
            401 or 403 => (AgentProblems.KeyRefused, "refused the key", (TimeSpan?)null),
            429 => (AgentProblems.RateLimited, "limits how much it is asked", TimeSpan.FromSeconds(30)),
            503 or 529 => (AgentProblems.Overloaded, "is overloaded", TimeSpan.FromSeconds(20)),
            >= 500 => (AgentProblems.ModelFailed, "has a fault of its own", TimeSpan.FromSeconds(10)),
            _ => (AgentProblems.ModelRefused, "refused the request", null),
        };
        List<Remedy> remedies = code.Id switch
        {
            _ when code == AgentProblems.KeyRefused => [new($"gw agents check {cli.Name}", "which key it is and where it comes from"), .. NewKey(cli)],
            _ when code == AgentProblems.ModelRefused => [AgentRemedies.Logs(task), new("gw config check", $"after choosing another model in `agent: models:`{(task.Model is null ? "" : $" (it was {task.Model})")}")],
            _ when code == AgentProblems.RateLimited => [new($"gw runs retry {task.RunId}", "in some minutes; a used up quota comes back later, or with another plan"), AgentRemedies.Logs(task)],
            _ => [new($"gw runs retry {task.RunId}", "when the model's status page is green again"), AgentRemedies.Logs(task)],
        };
        return Problem.Of(code, $"the model of `{cli.Name}` {summary} ({end.Status}) in {Where(task)}", Said(end, [], "It says nothing more."), [.. remedies]) with
        {
            Retry = after is null ? Retry.Never : new Retry(true, after),
        };
    }

    private static IEnumerable<Remedy> NewKey(ICodingCli cli) => cli.Models.Take(1).Select(model => new Remedy($"export {model.KeyVariables[0]}=...", "a key that is valid"));

    private static Problem Unreachable(CliEnd end, AgentTask task, ICodingCli cli) => Problem.Of(
        AgentProblems.Unreachable,
        $"the connection of `{cli.Name}` to its model was lost in {Where(task)}",
        Said(end, [], "It says nothing more."),
        new Remedy($"gw agents check {cli.Name}", "where its model is"),
        AgentRemedies.Again(task),
        AgentRemedies.Logs(task)) with
    { Retry = new Retry(true, TimeSpan.FromSeconds(5)) };

    private static string Said(CliEnd end, IReadOnlyList<string> said, string otherwise) => end.Text.Length > 0 ? $"It says:\n  {Wording.Line(end.Text)}" : said.Count > 0 ? "Its last lines:" + Tail(said) : otherwise;

    private static string Tail(IReadOnlyList<string> said) => string.Concat(said.TakeLast(LastLines).Select(line => "\n  " + Wording.Line(line)));

    private static string Where(AgentTask task) => $"{task.Phase}/{task.Purpose}";
}
