using Groundwright.Core.Delivery;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>Plays the rest of a story when a run is driven, and writes down how it was asked.</summary>
internal sealed class ScriptedDriver(MemoryRuns runs) : IRunDriver
{
    /// <summary>What happens when a run is driven.</summary>
    public Story Script { get; set; } = Story.Begun().Shipped();

    /// <summary>Waits in the middle until the token is cancelled.</summary>
    public bool HangsUntilCancelled { get; set; }

    public List<StartRun> Started { get; } = [];

    public List<(string RunId, WorkAsked Work)> Asked { get; } = [];

    public List<(string RunId, DriveOptions Options)> Driven { get; } = [];

    /// <summary>Released when driving has begun.</summary>
    public SemaphoreSlim Begun { get; } = new(0);

    public Task<string> Start(StartRun start, CancellationToken cancellationToken)
    {
        Started.Add(start);
        runs.Put(Story.Begun());
        return Task.FromResult("7k2m9xqd");
    }

    public Task Ask(string runId, WorkAsked work, CancellationToken cancellationToken)
    {
        Asked.Add((runId, work));
        return Task.CompletedTask;
    }

    public async Task<RunState> Drive(string runId, DriveOptions options, IRunObserver observer, CancellationToken cancellationToken)
    {
        Driven.Add((runId, options));
        Begun.Release();
        var known = runs.Read(runId).Count;
        for (var i = known; i < Script.Events.Count; i++)
        {
            runs.Add(runId, Script.Events[i]);
            observer.OnEvent(Script.Events[i], Folding.Fold(runs.Read(runId)));
            if (Script.Events[i] is StepStarted step) observer.OnLine(step.Key, new OutputLine(false, "Refreshing state... [id=7d1c]"));
        }
        if (HangsUntilCancelled) await Task.Delay(Timeout.Infinite, cancellationToken);
        return Folding.Fold(runs.Read(runId));
    }
}
