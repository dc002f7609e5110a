using System.Collections.Concurrent;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>Runs in memory.</summary>
internal sealed class MemoryRuns : IRunStore
{
    private readonly ConcurrentDictionary<string, List<RunEvent>> journals = new();

    /// <summary>What was posted, in order.</summary>
    public List<(string RunId, InboxMessage Message)> Posted { get; } = [];

    /// <summary>Owners by run.</summary>
    public ConcurrentDictionary<string, RunOwner> Owners { get; } = new();

    /// <summary>Lines shown besides those of the journals.</summary>
    public List<RunSummary> More { get; } = [];

    public void Put(Story story) => journals[((RunStarted)story.Events[0]).RunId] = [.. story.Events];

    public void Add(string runId, RunEvent @event)
    {
        lock (journals[runId]) journals[runId].Add(@event);
    }

    public IReadOnlyList<RunEvent> Read(string runId)
    {
        if (!journals.TryGetValue(runId, out var events)) throw new GroundwrightException(Problem.Of(RunProblems.NotFound, $"no run `{runId}`"));
        lock (events) return [.. events];
    }

    public string Find(string prefix)
    {
        var found = List().Select(run => run.RunId).Where(id => id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found[0] : throw new GroundwrightException(Problem.Of(found.Count == 0 ? RunProblems.NotFound : RunProblems.Ambiguous, $"{found.Count} runs begin with `{prefix}`"));
    }

    public IReadOnlyList<RunSummary> List() => [.. journals.Keys.Order().Select(Summary), .. More];

    public void Post(string runId, InboxMessage message) => Posted.Add((runId, message));

    public bool HasMessages(string runId) => Posted.Any(posted => posted.RunId == runId);

    public RunOwner? OwnerOf(string runId) => Owners.GetValueOrDefault(runId);

    public string DirectoryOf(string runId) => $"/repository/.git/groundwright/runs/{runId}";

    public IRunJournal Create(RunStarted started) => throw new NotSupportedException("the command line never writes journals");

    public IRunJournal Open(string runId) => throw new NotSupportedException("the command line never writes journals");

    private RunSummary Summary(string id)
    {
        var state = Folding.Fold(Read(id));
        return new RunSummary(id, state.Request.Title, state.Request.IssueNumber, state.Work[^1].Workflow, state.Status,
            state.Phases.Count == 0 ? null : state.Phases[^1].Name, state.Started.At, state.Updated);
    }
}
