using System.Globalization;
using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents;

/// <summary>
/// A recording of file edits, played back: for the demo and for tests. It says that it is one. A recording is a folder with
/// <c>&lt;phase&gt;/&lt;purpose&gt;/</c> (or <c>&lt;phase&gt;/default/</c>), each with <c>files/…</c>, <c>delete.txt</c>, <c>answer.json</c>, <c>message.txt</c>
/// and <c>usage.json</c>, all of them optional.
/// </summary>
public sealed class ReplayAgent : IAgent
{
    /// <summary>The name in <c>agent: use:</c>.</summary>
    public const string AgentName = "replay";

    private readonly string root;
    private readonly string recording;
    private readonly TimeProvider clock;

    private ReplayAgent(string root, string recording, TimeProvider clock)
    {
        this.root = root;
        this.recording = recording;
        this.clock = clock;
    }

    /// <inheritdoc/>
    public string Name => AgentName;

    /// <summary>Makes it from the settings.</summary>
    /// <exception cref="GroundwrightException">No recording is given, or it lies outside the repository.</exception>
    public static ReplayAgent Create(AgentSettings settings, AgentPlace place, TimeProvider clock)
    {
        if (!string.IsNullOrWhiteSpace(settings.Recording)) return new ReplayAgent(place.RepositoryRoot, TreePath.In(place.RepositoryRoot, settings.Recording.TrimEnd('/')).Relative, clock);
        throw new GroundwrightException(Problem.Of(
            AgentProblems.Misconfigured,
            "the agent `replay` has no recording",
            "It plays back the edits in a folder of the repository.",
            new Remedy("agent: { use: replay, recording: .groundwright/recording }", "in groundwright.yaml")));
    }

    /// <inheritdoc/>
    public Task<AgentOutcome> Work(AgentTask task, Action<AgentEvent> onEvent, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var begun = clock.GetTimestamp();
        try
        {
            var scene = Find(task);
            onEvent(new AgentMessage($"recorded agent: plays back {scene.Name} of {recording}"));
            var edits = scene.Edits(task);
            var message = scene.Message(task);
            var usage = scene.Usage();
            foreach (var edit in edits)
            {
                edit.Make();
                onEvent(new AgentFileChange(edit.Path.Relative));
            }
            if (message.Length > 0) onEvent(new AgentMessage(message));
            return Task.FromResult(new AgentOutcome(null, usage.ToAgentUsage(clock.GetElapsedTime(begun)), message));
        }
        catch (GroundwrightException fault)
        {
            return Task.FromResult(Failed(fault.Problem, begun));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(Failed(Problem.Of(AgentProblems.RecordingRefused, $"the recording {recording} cannot be replayed", fault.Message), begun));
        }
    }

    private RecordedScene Find(AgentTask task)
    {
        string[] names = [$"{task.Phase}/{task.Purpose}", $"{task.Phase}/default"];
        foreach (var name in names)
        {
            var folder = TreePath.In(root, $"{recording}/{name}").Full;
            if (Directory.Exists(folder)) return new RecordedScene(name, folder);
        }
        throw new GroundwrightException(Problem.Of(
            AgentProblems.NotRecorded,
            $"the recording holds nothing for {names[0]}",
            string.Create(CultureInfo.InvariantCulture, $"Looked for the folders `{recording}/{names[0]}` and `{recording}/{names[1]}`."),
            new Remedy($"mkdir -p {recording}/{names[0]}/files", "record it: files to write go here"),
            new Remedy("agent: { use: manual }", "in groundwright.yaml: make the change yourself")));
    }

    private AgentOutcome Failed(Problem problem, long begun) => new(problem, new AgentUsage(null, null, null, clock.GetElapsedTime(begun)), "");
}
