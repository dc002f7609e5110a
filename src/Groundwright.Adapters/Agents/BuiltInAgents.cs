using Groundwright.Adapters.Agents.Claude;
using Groundwright.Adapters.Agents.Codex;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents;

/// <summary>The explicit list of agents that exist.</summary>
public static class BuiltInAgents
{
    private static readonly ClaudeCode Claude = new();
    private static readonly CodexCli Codex = new();

    /// <summary>Those that are coding CLIs, to be installed and given a key.</summary>
    public static IReadOnlyList<CodingCliFacts> CodingClis { get; } = [new(Claude), new(Codex)];

    /// <summary>The catalog of this version.</summary>
    public static AgentCatalog Catalog(ICommandRunner runner, ISandbox sandbox, TimeProvider clock) =>
        Catalog(new CodingCliParts(runner, sandbox, clock, Environment.GetEnvironmentVariable));

    private static AgentCatalog Catalog(CodingCliParts parts) => new(
    [
        new AgentRegistration(CommandAgent.AgentName, (settings, place) => CommandAgent.Create(settings, place, parts.Runner, parts.Sandbox)),
        new AgentRegistration(ReplayAgent.AgentName, (settings, place) => ReplayAgent.Create(settings, place, parts.Clock)),
        new AgentRegistration(AgentNames.Claude, (settings, _) => CodingCliAgent.Create(Claude, settings, parts, [])),
        new AgentRegistration(AgentNames.Codex, (settings, _) => CodingCliAgent.Create(Codex, settings, parts, CodexCli.Unkept(settings))),
    ]);
}
