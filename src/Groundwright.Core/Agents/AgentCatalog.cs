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

    /// <summary>Names that can be chosen, <c>manual</c> first.</summary>
    public IReadOnlyList<string> Names => [Manual, .. registrations.Select(registration => registration.Name)];

    /// <summary>The agent that the settings choose; null for <c>manual</c>: a person works, behind a gate.</summary>
    /// <exception cref="GroundwrightException">No such agent, or settings it cannot work with.</exception>
    public IAgent? Create(AgentSettings settings, AgentPlace place)
    {
        if (settings.Use == Manual) return null;
        var registration = registrations.FirstOrDefault(candidate => candidate.Name == settings.Use);
        return registration is not null ? registration.Create(settings, place) : throw new GroundwrightException(Missing(settings.Use));
    }

    private Problem Missing(string name) => Problem.Of(
        AgentProblems.Unknown,
        $"there is no agent `{name}`",
        $"Agents: {string.Join(", ", Names)}.",
        new Remedy("gw config check", "after changing `agent: use:` in groundwright.yaml"));
}
