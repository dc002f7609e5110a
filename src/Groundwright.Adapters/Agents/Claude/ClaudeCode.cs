using System.Globalization;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.Claude;

/// <summary>Claude Code.</summary>
internal sealed class ClaudeCode : ICodingCli
{
    /// <summary>Variable of a long-lived token, as <c>claude setup-token</c> makes it.</summary>
    private const string Token = "CLAUDE_CODE_OAUTH_TOKEN";

    private const string Key = "ANTHROPIC_API_KEY";

    /// <inheritdoc/>
    public string Name => AgentNames.Claude;

    /// <inheritdoc/>
    public ModelPlace Model { get; } = new(ModelApi.Anthropic, "https://api.anthropic.com", "ANTHROPIC_BASE_URL", [Key, Token]);

    /// <inheritdoc/>
    public string ProvenVersion => "2.1.197";

    /// <inheritdoc/>
    public string Install => $"npm install -g @anthropic-ai/claude-code@{ProvenVersion}";

    /// <inheritdoc/>
    public void Furnish(ISandboxRoom room)
    {
        // Everything is said on the command line.
    }

    /// <inheritdoc/>
    public ICliOutput Read(CliCall call) => new ClaudeOutput(call.Task.Directory);

    /// <inheritdoc/>
    public Command Command(CliCall call) => new(Name, [.. Always, .. Rights(call.Confined), .. Bounds(call.Task), .. Session(call)])
    {
        WorkingDirectory = call.Task.Directory,
        Environment = Environment(call),
    };

    // A repository's own settings run hooks and move the key to another address; those of the fresh home are none.
    private static readonly string[] Always =
    [
        "-p", "--output-format", "stream-json", "--verbose", "--setting-sources", "user", "--settings", """{"disableAllHooks":true}""", "--strict-mcp-config",
    ];

    /// <summary>Where nothing else keeps it in it has no shell at all: its own list of allowed commands is no wall, and work that was denied something does not count.</summary>
    private static string[] Rights(bool confined) => confined
        ? ["--permission-mode", "bypassPermissions", "--disallowedTools", "WebFetch", "WebSearch"]
        : ["--permission-mode", "acceptEdits", "--disallowedTools", "Bash", "WebFetch", "WebSearch"];

    private static IEnumerable<string> Bounds(AgentTask task)
    {
        if (task.Limits.Turns is { } turns) foreach (var word in new[] { "--max-turns", turns.ToString(CultureInfo.InvariantCulture) }) yield return word;
        if (task.Limits.Usd is { } usd) foreach (var word in new[] { "--max-budget-usd", usd.ToString("0.######", CultureInfo.InvariantCulture) }) yield return word;
        if (task.Model is { } model) foreach (var word in new[] { "--model", model }) yield return word;
    }

    private static string[] Session(CliCall call) => call.Session is { } session ? ["--resume", session] : ["--session-id", Guid.NewGuid().ToString()];

    private static CommandEnvironment Environment(CliCall call)
    {
        var environment = call.Environment
            .With("ANTHROPIC_BASE_URL", call.Room.ModelAddress!)
            .With(call.KeyVariable == Token ? Token : Key, call.Room.ModelKey!)
            .With("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
            .With("CLAUDE_CODE_MAX_RETRIES", "2");
        // Root may skip its questions only where it is told that something else keeps it in.
        return call.Confined ? environment.With("IS_SANDBOX", "1") : environment;
    }
}
