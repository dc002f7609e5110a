using Groundwright.Adapters.Agents;
using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

/// <summary>A repository folder with a tree in it, and an agent that works there.</summary>
internal sealed class AgentBench : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    internal AgentBench() => Directory.CreateDirectory(Tree);

    /// <summary>No sandbox, as on a machine that has none.</summary>
    internal static OpenGround OpenGround { get; } = new(Problem.Of(SandboxProblems.Missing, "there is none"));

    internal string Root => folder.Path;

    internal string Tree => folder["trees", "7k2m9xqd"];

    internal List<AgentEvent> Events { get; } = [];

    internal AgentTask Task { get; set; } = new()
    {
        RunId = "7k2m9xqd",
        Phase = "build",
        Purpose = "implement",
        Prompt = "do it",
        Directory = "",
        Limits = AgentLimits.Default,
    };

    internal string InTree(string path) => Path.Combine(Tree, path);

    internal string Read(string path) => File.ReadAllText(InTree(path));

    internal string Write(string path, string content) => folder.Write(path, content);

    /// <summary>Runs a bash script as the agent.</summary>
    internal Task<AgentOutcome> Script(string script, params string[] variables) => Script(script, CancellationToken.None, variables);

    internal Task<AgentOutcome> Script(string script, CancellationToken cancellationToken, params string[] variables)
    {
        var path = Write("bin/agent.sh", script);
        var settings = new AgentSettings { Use = "command", Command = ["bash", path], Environment = variables };
        return Work(CommandAgent.Create(settings, new AgentPlace(Root), RecordingRunner.Real, AgentBench.OpenGround), cancellationToken);
    }

    /// <summary>Plays back the recording in the folder <c>recording</c>.</summary>
    internal Task<AgentOutcome> Replay() =>
        Work(ReplayAgent.Create(new AgentSettings { Use = "replay", Recording = "recording" }, new AgentPlace(Root), TimeProvider.System), CancellationToken.None);

    internal Task<AgentOutcome> Work(IAgent agent, CancellationToken cancellationToken) => agent.Work(Task with { Directory = Tree }, Events.Add, cancellationToken);

    public void Dispose() => folder.Dispose();
}
