using System.Text.Json.Nodes;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>opencode, with the model whose key is set: Anthropic's, one that speaks chat completions, or Google's.</summary>
internal sealed class OpenCode : ICodingCli
{
    private const string Provider = "groundwright";
    private const string KeyVariable = "GROUNDWRIGHT_MODEL_KEY";

    // Read by a part of it that knows none of its switches.
    private static readonly string[] Own = [".opencode", "opencode.json", "opencode.jsonc"];

    private static readonly Problem NoModel = Problem.Of(
        AgentProblems.Misconfigured,
        "the agent `opencode` has no model",
        "It works with any, and has none of its own to begin with.",
        new Remedy("agent: { use: opencode, models: { base: { default: claude-sonnet-4-5 } } }", "in groundwright.yaml: the model's name, as its provider writes it"));

    private static readonly Problem Steered = Problem.Of(
        AgentProblems.Misconfigured,
        "the repository holds files of opencode's own, and nothing keeps it in",
        $"opencode runs plugins that {string.Join(", ", Own.Select(name => $"`{name}`"))} name or hold, whatever it is told (seen with 1.18.33). In the sandbox they can do no more than an agent can; without one they would run as you.",
        new Remedy("gw doctor", "what the sandbox lacks"),
        new Remedy("agent: { use: claude }", "in groundwright.yaml: an agent that leaves such files alone"));

    /// <inheritdoc/>
    public string Name => AgentNames.OpenCode;

    /// <inheritdoc/>
    public string Program => Name;

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models { get; } =
        [ModelPlace.Anthropic with { KeyVariables = ["ANTHROPIC_API_KEY"] }, ModelPlace.OpenAi with { KeyVariables = ["OPENAI_API_KEY"] }, ModelPlace.Gemini];

    /// <inheritdoc/>
    public string? ProvenVersion => "1.18.33";

    /// <inheritdoc/>
    public string Install => $"npm install -g opencode-ai@{ProvenVersion}";

    /// <summary>What it lacks in the settings, and limits that it has no way to keep.</summary>
    public static IEnumerable<Problem> Unkept(AgentSettings settings)
    {
        var named = settings.Models.TryGetValue("base", out var models) && models.ContainsKey("default");
        return [.. named ? Array.Empty<Problem>() : [NoModel], .. UnkeptLimits.Of(AgentNames.OpenCode, settings, "usd", "turns")];
    }

    /// <inheritdoc/>
    public void Furnish(CliCall call)
    {
        var model = call.Task.Model ?? throw new GroundwrightException(NoModel);
        if (!call.Confined && Own.Any(name => Path.Exists(Path.Combine(call.Task.Directory, name)))) throw new GroundwrightException(Steered);
        var (package, path) = Package(call.Model!.Api);
        var settings = new JsonObject
        {
            ["autoupdate"] = false,
            ["share"] = "disabled",
            ["enabled_providers"] = new JsonArray(Provider),
            ["model"] = $"{Provider}/{model}",
            ["small_model"] = $"{Provider}/{model}",
            ["permission"] = Permission(call.Confined),
            ["provider"] = new JsonObject
            {
                [Provider] = new JsonObject
                {
                    ["npm"] = package,
                    ["name"] = Provider,
                    ["options"] = new JsonObject { ["baseURL"] = call.Room.ModelAddress + path, ["apiKey"] = $"{{env:{KeyVariable}}}" },
                    ["models"] = new JsonObject { [model] = new JsonObject { ["name"] = model } },
                },
            },
        };
        var folder = Directory.CreateDirectory(Path.Combine(call.Room.Home, ".config", "opencode")).FullName;
        File.WriteAllText(Path.Combine(folder, "opencode.json"), settings.ToJsonString());
    }

    /// <summary>It tells a cost of 0 for models whose price it does not know: no cost at all.</summary>
    public ICliOutput Read(CliCall call) => AcpDialogue.Begin(call, new AcpOpening());

    /// <inheritdoc/>
    public Command Command(CliCall call) => new(Program, ["acp", "--pure"])
    {
        WorkingDirectory = call.Task.Directory,
        Environment = Quiet.Aggregate(call.Environment.With(KeyVariable, call.Room.ModelKey!), (environment, name) => environment.With(name, "1")),
    };

    // No instructions of the repository's own, and nothing fetched.
    private static readonly string[] Quiet =
    [
        "OPENCODE_DISABLE_PROJECT_CONFIG", "OPENCODE_DISABLE_CLAUDE_CODE", "OPENCODE_DISABLE_EXTERNAL_SKILLS", "OPENCODE_DISABLE_AUTOUPDATE", "OPENCODE_DISABLE_MODELS_FETCH",
        "OPENCODE_DISABLE_LSP_DOWNLOAD", "OPENCODE_DISABLE_SHARE",
    ];

    /// <summary>The packages that are part of it; others it would fetch.</summary>
    private static (string Package, string Path) Package(ModelApi api) => api switch
    {
        ModelApi.Anthropic => ("@ai-sdk/anthropic", "/v1"),
        ModelApi.Gemini => ("@ai-sdk/google", "/v1beta"),
        _ => ("@ai-sdk/openai-compatible", "/v1"),
    };

    /// <summary>What it asks about, so that it is seen; where nothing keeps it in it has no shell.</summary>
    private static JsonObject Permission(bool confined) => new()
    {
        ["edit"] = confined ? "allow" : "ask",
        ["bash"] = confined ? "allow" : "deny",
        ["external_directory"] = confined ? "allow" : "ask",
        ["webfetch"] = "deny",
        ["websearch"] = "deny",
    };
}
