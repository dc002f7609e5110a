using System.Globalization;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.Codex;

/// <summary>Codex.</summary>
internal sealed class CodexCli : ICodingCli
{
    // Not one of the names it knows itself: it is told where its key is, and so cannot look elsewhere.
    private const string KeyVariable = "GROUNDWRIGHT_MODEL_KEY";

    /// <inheritdoc/>
    public string Name => AgentNames.Codex;

    /// <inheritdoc/>
    public string Program => Name;

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models { get; } = [ModelPlace.OpenAi];

    /// <inheritdoc/>
    public string? ProvenVersion => "0.169.0";

    /// <inheritdoc/>
    public string Install => $"npm install -g @openai/codex@{ProvenVersion}";

    /// <summary>Limits of the settings that Codex has no way to keep.</summary>
    public static IEnumerable<Problem> Unkept(AgentSettings settings) => UnkeptLimits.Of(AgentNames.Codex, settings, "usd", "turns");

    /// <inheritdoc/>
    public void Furnish(CliCall call)
    {
        var room = call.Room;
        Directory.CreateDirectory(Home(room));
        Directory.CreateDirectory(Scratch(room));
        File.WriteAllText(Path.Combine(Home(room), "config.toml"), string.Create(CultureInfo.InvariantCulture, $"""
            model_provider = "groundwright"

            # Instructions in the tree are the branch's own; the prompt says what holds.
            project_doc_max_bytes = 0
            web_search = "disabled"

            [model_providers.groundwright]
            name = "groundwright"
            base_url = "{room.ModelAddress}/v1"
            env_key = "{KeyVariable}"
            wire_api = "responses"
            request_max_retries = 2
            stream_max_retries = 2

            # What it runs has no use for the key.
            [shell_environment_policy]
            exclude = ["{KeyVariable}"]

            """));
    }

    /// <inheritdoc/>
    public ICliOutput Read(CliCall call) => new CodexOutput(call.Task.Directory);

    /// <inheritdoc/>
    public Command Command(CliCall call) => new(Name, ["exec", "--json", "--skip-git-repo-check", .. Rights(call.Confined), .. Choice(call.Task.Model), .. Session(call), "-"])
    {
        WorkingDirectory = call.Task.Directory,
        Environment = call.Environment.With("CODEX_HOME", Home(call.Room)).With("TMPDIR", Scratch(call.Room)).With(KeyVariable, call.Room.ModelKey!),
    };

    /// <summary>In a room that keeps it in, its own sandbox would only be one that cannot be made inside another.</summary>
    private static string[] Rights(bool confined) => confined
        ? ["--sandbox", "danger-full-access"]
        : ["--sandbox", "workspace-write", "-c", "sandbox_workspace_write.exclude_slash_tmp=true"];

    private static string[] Choice(string? model) => model is null ? [] : ["--model", model];

    private static string[] Session(CliCall call) => call.Session is { } session ? ["resume", session] : [];

    private static string Home(ISandboxRoom room) => Path.Combine(room.Home, ".codex");

    /// <summary>A temporary folder of its own. It keeps the helper of its sandbox in its home, and refuses that in a home below the temporary folder, where ours are made.</summary>
    private static string Scratch(ISandboxRoom room) => Path.Combine(room.Home, "tmp");
}
