namespace Groundwright.Cli.Mcp;

/// <summary>Something another agent may ask of Groundwright: a command line with places for words of that agent.</summary>
/// <param name="Name">As agents call it.</param>
/// <param name="Purpose">What it gives, for the agent that chooses.</param>
/// <param name="Words">The command line before the agent's words; <c>--json</c> is added.</param>
/// <param name="Inputs">The agent's words, in the order of the command's arguments.</param>
/// <param name="Starts">Whether it starts work, which is offered only with <c>--allow</c>.</param>
internal sealed record McpTool(string Name, string Purpose, IReadOnlyList<string> Words, IReadOnlyList<McpInput> Inputs, bool Starts = false)
{
    private static readonly McpInput Run = new("run", "Id of a run, or a unique beginning of one", Required: true);
    private static readonly McpInput Environment = new("environment", "Name of an environment", Required: true);

    /// <summary>
    /// All of them. Nothing that answers a gate, cancels, rolls back or destroys is here, nor ever will be: an agent prepares, a person decides (rule U7).
    /// </summary>
    public static IReadOnlyList<McpTool> All { get; } =
    [
        new("list_runs", "Runs, newest first: the last 20 and all that are unfinished, with their status.", ["runs", "list"], []),
        new("show_run", "The whole story of a run: phases, steps, gates with what they ask, plan, problem with what to do next.", ["runs", "show"], [Run]),
        new("read_logs", "What the steps of a run printed.", ["runs", "logs"], [Run, new McpInput("phase", "Only this phase, such as test", Required: false)]),
        new("list_approvals", "Everything that waits for a person. You cannot answer any of it: tell the person.", ["approvals"], []),
        new("list_environments", "Which version is where, since when, healthy or not, and what may go next.", ["env", "list"], []),
        new("show_environment", "One environment: its rules, what is there, who holds it, who waits.", ["env", "show"], [Environment]),
        new("list_releases", "What was released where, newest first.", ["releases", "list"], [Environment with { Required = false }]),
        new("show_release", "One release: versions, plans, approvals, evidence.", ["releases", "show"], [new McpInput("release", "Id of a release, or an environment for its current one", Required: true)]),
        new("show_drift", "What is no longer as it was released in an environment.", ["drift", "show"], [Environment]),
        new("show_figures", "Durations and delivery figures.", ["figures"], []),
        new("read_audit_log", "Who did what.", ["audit", "list"], []),
        new("check_configuration", "Whether groundwright.yaml is right, with every mistake at its place.", ["config", "check"], []),
        new("check_machine", "Which tools are missing, and how to get them.", ["doctor"], []),
        new("start_sdlc", "Starts the lifecycle of an issue file (issues/<number>-slug.md). It stops at gates, which only a person answers.", ["sdlc"],
            [new McpInput("issue", "Number of the issue", Required: true)], Starts: true),
        new("start_plan", "Starts a run that only classifies the request and writes the spec.", ["plan"], [new McpInput("issue", "Number of the issue", Required: true)], Starts: true),
    ];
}

/// <summary>A word that the agent gives.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Required">Whether it must be there.</param>
internal sealed record McpInput(string Name, string Meaning, bool Required);
