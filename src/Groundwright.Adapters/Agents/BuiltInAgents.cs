using Groundwright.Core.Agents;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents;

/// <summary>The explicit list of agents that exist.</summary>
public static class BuiltInAgents
{
    /// <summary>The catalog of this version.</summary>
    public static AgentCatalog Catalog(ICommandRunner runner, ISandbox sandbox, TimeProvider clock) => new(
    [
        new AgentRegistration(CommandAgent.AgentName, (settings, place) => CommandAgent.Create(settings, place, runner, sandbox)),
        new AgentRegistration(ReplayAgent.AgentName, (settings, place) => ReplayAgent.Create(settings, place, clock)),
    ]);
}
