using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Any agent of the protocol, of which nothing more is known.</summary>
/// <param name="name">The name in <c>agent: use:</c>.</param>
/// <param name="program">Its program.</param>
/// <param name="arguments">What makes it speak the protocol.</param>
/// <param name="models">Models whose keys it may use.</param>
/// <param name="install">How to get it.</param>
internal sealed class AnyAcp(string name, string program, IReadOnlyList<string> arguments, IReadOnlyList<ModelPlace> models, string install) : ICodingCli
{
    private static readonly Problem NoProgram = Problem.Of(
        AgentProblems.Misconfigured,
        "the agent `acp` has no program",
        "It runs any program that speaks the Agent Client Protocol on its standard input and output.",
        new Remedy("agent: { use: acp, command: [my-agent, --acp] }", "in groundwright.yaml"));

    /// <summary>Kiro CLI: it signs in by itself, and reaches a service of its own.</summary>
    public static AnyAcp Kiro { get; } = new(AgentNames.Kiro, "kiro-cli", ["acp"], [], "open https://kiro.dev/docs/cli/");

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Program => program;

    /// <inheritdoc/>
    public IReadOnlyList<ModelPlace> Models => models;

    /// <inheritdoc/>
    public string? ProvenVersion => null;

    /// <inheritdoc/>
    public string Install => install;

    /// <inheritdoc/>
    public IReadOnlyList<string> Readable { get; } = [.. arguments.Where(Path.IsPathFullyQualified)];

    /// <summary>The one that the settings name. A program given with a folder is the one of the person's checkout, never one that an agent wrote into the tree.</summary>
    public static AnyAcp Of(AgentSettings settings, AgentPlace place)
    {
        var program = settings.Command is [{ Length: > 0 } first, ..] ? first : "";
        var isPath = program.Contains('/', StringComparison.Ordinal) || program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return new AnyAcp(AgentNames.Acp, isPath ? Path.GetFullPath(program, place.RepositoryRoot) : program, [.. settings.Command.Skip(1)], ModelPlace.Among(settings.Environment), "gw doctor");
    }

    /// <summary>What it lacks in the settings, and limits that it has no way to keep.</summary>
    public static IEnumerable<Problem> Unkept(string name, AgentSettings settings)
    {
        var missing = name == AgentNames.Acp && settings.Command is not [{ Length: > 0 }, ..];
        return [.. missing ? [NoProgram] : Array.Empty<Problem>(), .. UnkeptLimits.Of(name, settings, "usd", "turns", "tokens")];
    }

    /// <summary>Kiro has a service of its own, and the only way out of a room leads to a model.</summary>
    public static IEnumerable<Problem> Unreachable(ISandbox sandbox) => sandbox.Absence is not null ? [] : [Problem.Of(
        AgentProblems.Misconfigured,
        "the agent `kiro` cannot reach its service from the sandbox",
        "It talks to a service of its own, for which there is no proxy that would hold its key. Without the sandbox it runs as you, for requests that are trusted.",
        new Remedy("sandbox: { use: never }", "in groundwright.yaml"),
        new Remedy("gw agents list", "agents that work in the sandbox"))];

    /// <inheritdoc/>
    public void Furnish(CliCall call)
    {
        // Nothing is known of what it reads.
    }

    /// <inheritdoc/>
    public ICliOutput Read(CliCall call) => AcpDialogue.Begin(call, new AcpOpening());

    /// <inheritdoc/>
    public Command Command(CliCall call) => new(program, arguments)
    {
        WorkingDirectory = call.Task.Directory,
        Environment = call.Model is { } model ? model.Present(call.Environment, call.Room) : call.Environment,
    };
}
