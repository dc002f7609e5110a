using System.Text.Json.Nodes;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Gemini CLI.</summary>
internal sealed class GeminiCli : ICodingCli
{
    /// <inheritdoc/>
    public string Name => AgentNames.Gemini;

    /// <inheritdoc/>
    public string Program => Name;

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models { get; } = [ModelPlace.Gemini];

    /// <inheritdoc/>
    public string? ProvenVersion => "0.61.0";

    /// <inheritdoc/>
    public string Install => $"npm install -g @google/gemini-cli@{ProvenVersion}";

    /// <summary>Limits of the settings that it has no way to keep.</summary>
    public static IEnumerable<Problem> Unkept(AgentSettings settings) => UnkeptLimits.Of(AgentNames.Gemini, settings, "usd", "turns");

    /// <inheritdoc/>
    public void Furnish(CliCall call)
    {
        string[] without = call.Confined ? ["google_web_search", "web_fetch"] : ["google_web_search", "web_fetch", "run_shell_command"];
        var settings = new JsonObject
        {
            // A folder that is not trusted has no settings, hooks or servers of its own.
            ["security"] = new JsonObject { ["auth"] = new JsonObject { ["selectedType"] = "gemini-api-key" }, ["folderTrust"] = new JsonObject { ["enabled"] = true } },
            // Instructions in the tree are the branch's own; the prompt says what holds.
            ["context"] = new JsonObject { ["fileName"] = "no-file-of-instructions" },
            ["general"] = new JsonObject { ["enableAutoUpdate"] = false },
            ["privacy"] = new JsonObject { ["usageStatisticsEnabled"] = false },
            ["tools"] = new JsonObject { ["exclude"] = new JsonArray([.. without.Select(tool => JsonValue.Create(tool))]) },
        };
        var folder = Directory.CreateDirectory(Path.Combine(call.Room.Home, ".gemini")).FullName;
        File.WriteAllText(Path.Combine(folder, "settings.json"), settings.ToJsonString());
    }

    /// <inheritdoc/>
    public ICliOutput Read(CliCall call) => AcpDialogue.Begin(call, new AcpOpening { Mode = "default" });

    /// <inheritdoc/>
    public Command Command(CliCall call) => new(Program, call.Task.Model is { } model ? ["--acp", "-m", model] : ["--acp"])
    {
        WorkingDirectory = call.Task.Directory,
        Environment = call.Model!.Present(call.Environment, call.Room).With("GEMINI_CLI_NO_RELAUNCH", "true"),
    };
}
