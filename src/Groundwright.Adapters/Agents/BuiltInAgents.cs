using Groundwright.Core.Agents;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents;

/// <summary>The explicit list of agents that exist.</summary>
public static class BuiltInAgents
{
    /// <summary>The catalog of this version.</summary>
    public static AgentCatalog Catalog(ICommandRunner runner, TimeProvider clock) => new(
    [
        new AgentRegistration(CommandAgent.AgentName, (settings, place) => CommandAgent.Create(settings, place, runner)),
        new AgentRegistration(ReplayAgent.AgentName, (settings, place) => ReplayAgent.Create(settings, place, clock)),
    ]);
}
