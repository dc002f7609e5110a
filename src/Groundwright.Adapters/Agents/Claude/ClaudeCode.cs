using System.Globalization;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.Claude;

/// <summary>Claude Code.</summary>
internal sealed class ClaudeCode : ICodingCli
{
    /// <inheritdoc/>
    public string Name => AgentNames.Claude;

    /// <inheritdoc/>
    public string Program => Name;

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models { get; } = [ModelPlace.Anthropic];

    /// <inheritdoc/>
    public string? ProvenVersion => "2.1.197";

    /// <inheritdoc/>
    public string Install => $"npm install -g @anthropic-ai/claude-code@{ProvenVersion}";

    /// <inheritdoc/>
    public void Furnish(CliCall call)
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
        var environment = call.Model!.Present(call.Environment, call.Room)
            .With("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
            .With("CLAUDE_CODE_MAX_RETRIES", "2");
        // Root may skip its questions only where it is told that something else keeps it in.
        return call.Confined ? environment.With("IS_SANDBOX", "1") : environment;
    }
}
