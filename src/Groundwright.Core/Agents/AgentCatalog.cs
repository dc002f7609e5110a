using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>One agent that exists: its name and how it is made from the settings.</summary>
/// <param name="Name">As in <c>agent: use:</c>.</param>
/// <param name="Create">Makes it. Throws <see cref="GroundwrightException"/> with every problem of the settings at once.</param>
public sealed record AgentRegistration(string Name, Func<AgentSettings, AgentPlace, IAgent> Create);

/// <summary>Where an agent is used.</summary>
/// <param name="RepositoryRoot">Root of the person's checkout. Absolute; relative paths of the settings start here.</param>
public sealed record AgentPlace(string RepositoryRoot);

/// <summary>The agents that can be chosen: an explicit list, given by whoever composes the program.</summary>
public sealed class AgentCatalog(IReadOnlyList<AgentRegistration> registrations)
{
    /// <summary>The name of the agent that is a person: the run waits while somebody edits the worktree.</summary>
    public const string Manual = "manual";

    // Each line was or can be run by hand: the prompt on standard input, edits in the current folder.
    private static readonly Dictionary<string, string> AsCommand = new(StringComparer.Ordinal)
    {
        ["gemini"] = "agent: { use: command, command: [gemini, --approval-mode, auto_edit], environment: [GEMINI_API_KEY] }",
        ["opencode"] = "agent: { use: command, command: [opencode, run, --pure], environment: [ANTHROPIC_API_KEY] }",
        ["kiro"] = "agent: { use: command, command: [./bin/agent] }",
        ["acp"] = "agent: { use: command, command: [./bin/agent] }",
    };

    /// <summary>Names that can be chosen now, <c>manual</c> first.</summary>
    public IReadOnlyList<string> Names => [Manual, .. registrations.Select(registration => registration.Name)];

    /// <summary>Names that are known and cannot be chosen yet.</summary>
    public IReadOnlyList<string> Later => [.. AsCommand.Keys.Where(name => !Names.Contains(name))];

    /// <summary>The agent that the settings choose; null for <c>manual</c>: a person works, behind a gate.</summary>
    /// <exception cref="GroundwrightException">No such agent, one that comes later, or settings it cannot work with.</exception>
    public IAgent? Create(AgentSettings settings, AgentPlace place)
    {
        if (settings.Use == Manual) return null;
        var registration = registrations.FirstOrDefault(candidate => candidate.Name == settings.Use);
        return registration is not null ? registration.Create(settings, place) : throw new GroundwrightException(Missing(settings.Use));
    }

    private Problem Missing(string name) => AsCommand.TryGetValue(name, out var example)
        ? Problem.Of(
            AgentProblems.NotBuilt,
            $"the native agent `{name}` comes with a later version; use `command` or `manual`",
            "As `command` it runs like any program: the prompt on its standard input, the worktree as its folder. Cost and turns are then unknown.",
            new Remedy(example, "in groundwright.yaml: run it as a plain program"),
            new Remedy("agent: { use: manual }", "in groundwright.yaml: make the change yourself, the run waits"))
        : Problem.Of(
            AgentProblems.Unknown,
            $"there is no agent `{name}`",
            $"Agents: {string.Join(", ", Names)}. With a later version: {string.Join(", ", Later)}.",
            new Remedy("gw config check", "after changing `agent: use:` in groundwright.yaml"));
}
