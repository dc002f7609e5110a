using Groundwright.Adapters.Agents.Acp;
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
    private static readonly ClaudeAcp AcpClaude = new();
    private static readonly GeminiCli Gemini = new();
    private static readonly OpenCode Opencode = new();

    /// <summary>Those that are coding CLIs, to be installed and given a key.</summary>
    public static IReadOnlyList<CodingCliFacts> CodingClis { get; } = [new(Claude), new(Codex), new(Gemini), new(Opencode), new(AcpClaude), new(AnyAcp.Kiro)];

    /// <summary>The catalog of this version.</summary>
    public static AgentCatalog Catalog(ICommandRunner runner, ISandbox sandbox, TimeProvider clock) =>
        Catalog(new CodingCliParts(runner, sandbox, clock, Environment.GetEnvironmentVariable));

    private static AgentCatalog Catalog(CodingCliParts parts) => new(
    [
        new AgentRegistration(CommandAgent.AgentName, (settings, place) => CommandAgent.Create(settings, place, parts.Runner, parts.Sandbox)),
        new AgentRegistration(ReplayAgent.AgentName, (settings, place) => ReplayAgent.Create(settings, place, parts.Clock)),
        new AgentRegistration(AgentNames.Claude, (settings, _) => CodingCliAgent.Create(Claude, settings, parts, [])),
        new AgentRegistration(AgentNames.Codex, (settings, _) => CodingCliAgent.Create(Codex, settings, parts, CodexCli.Unkept(settings))),
        new AgentRegistration(AgentNames.Gemini, (settings, _) => CodingCliAgent.Create(Gemini, settings, parts, GeminiCli.Unkept(settings))),
        new AgentRegistration(AgentNames.OpenCode, (settings, _) => CodingCliAgent.Create(Opencode, settings, parts, OpenCode.Unkept(settings))),
        new AgentRegistration(AgentNames.ClaudeAcp, (settings, _) => CodingCliAgent.Create(AcpClaude, settings, parts, [])),
        new AgentRegistration(AgentNames.Kiro, (settings, _) => CodingCliAgent.Create(AnyAcp.Kiro, settings, parts, [.. AnyAcp.Unkept(AgentNames.Kiro, settings), .. AnyAcp.Unreachable(parts.Sandbox)])),
        new AgentRegistration(AgentNames.Acp, (settings, place) => CodingCliAgent.Create(AnyAcp.Of(settings, place), settings, parts, AnyAcp.Unkept(AgentNames.Acp, settings))),
    ]);
}
