using System.Text.Json.Nodes;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Claude Code behind the adapter that makes it an agent of the protocol.</summary>
internal sealed class ClaudeAcp : ICodingCli
{
    /// <inheritdoc/>
    public string Name => AgentNames.ClaudeAcp;

    /// <inheritdoc/>
    public string Program => "claude-agent-acp";

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models { get; } = [ModelPlace.Anthropic];

    /// <inheritdoc/>
    public string? ProvenVersion => "0.100.0";

    /// <inheritdoc/>
    public string Install => $"npm install -g @agentclientprotocol/claude-agent-acp@{ProvenVersion}";

    /// <inheritdoc/>
    public void Furnish(CliCall call)
    {
        // Everything is said when the session is opened.
    }

    /// <inheritdoc/>
    public ICliOutput Read(CliCall call) => AcpDialogue.Begin(call, new AcpOpening
    {
        Meta = new JsonObject { ["claudeCode"] = new JsonObject { ["options"] = Options(call) } },
        Mode = "default",
        TellsCost = true,
    });

    /// <inheritdoc/>
    public Command Command(CliCall call)
    {
        var environment = call.Model!.Present(call.Environment, call.Room).With("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1").With("CLAUDE_CODE_MAX_RETRIES", "2");
        return new Command(Program, [])
        {
            WorkingDirectory = call.Task.Directory,
            Environment = call.Task.Model is { } model ? environment.With("ANTHROPIC_MODEL", model) : environment,
        };
    }

    /// <summary>What Claude Code itself is started with: nothing of the repository's own settings, and no shell where nothing keeps it in.</summary>
    private static JsonObject Options(CliCall call)
    {
        string[] without = call.Confined ? ["WebFetch", "WebSearch"] : ["Bash", "WebFetch", "WebSearch"];
        var options = new JsonObject
        {
            ["settingSources"] = new JsonArray("user"),
            ["settings"] = new JsonObject { ["disableAllHooks"] = true },
            ["strictMcpConfig"] = true,
            ["promptSuggestions"] = false,
            ["disallowedTools"] = new JsonArray([.. without.Select(tool => JsonValue.Create(tool))]),
        };
        if (call.Task.Limits.Turns is { } turns) options["maxTurns"] = turns;
        if (call.Task.Limits.Usd is { } usd) options["maxBudgetUsd"] = usd;
        return options;
    }
}
