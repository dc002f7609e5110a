using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Works on targets in the order their dependencies ask for, several at a time.</summary>
/// <param name="parallel">How many at a time at most.</param>
/// <param name="goOn">Whether targets that do not build on a failed one are still begun.</param>
internal sealed class TargetGraph(int parallel, bool goOn)
{
    private readonly Dictionary<Task, ITarget> running = [];
    private readonly HashSet<string> done = [];
    private readonly Dictionary<string, GroundwrightException> failed = [];

    /// <summary>
    /// Returns when nothing goes on any more. A problem of one target is a result; anything else (the run waits, or is stopped) is thrown once the others have ended,
    /// so that nothing is left going on.
    /// </summary>
    /// <param name="targets">All of them.</param>
    /// <param name="before">Names of the targets that must be done before one is begun.</param>
    /// <param name="work">What is done with one.</param>
    public async Task<GraphReport> Run(IReadOnlyList<ITarget> targets, Func<ITarget, IEnumerable<string>> before, Func<ITarget, Task> work)
    {
        var waiting = targets.ToList();
        Task? broken = null;
        while (true)
        {
            if (broken is null && (goOn || failed.Count == 0)) Start(waiting, targets, before, work);
            if (running.Count == 0) break;
            var ended = await Task.WhenAny(running.Keys);
            running.Remove(ended, out var target);
            if (ended.IsCompletedSuccessfully) done.Add(target!.Name);
            else if (ended.Exception?.InnerException is GroundwrightException fault) failed[target!.Name] = fault;
            else broken ??= ended;
        }
        if (broken is not null) await broken;
        return new GraphReport(failed, [.. waiting.Select(target => target.Name)]);
    }

    private void Start(List<ITarget> waiting, IReadOnlyList<ITarget> all, Func<ITarget, IEnumerable<string>> before, Func<ITarget, Task> work)
    {
        var names = all.Select(target => target.Name).ToHashSet();
        foreach (var target in waiting.Where(target => before(target).All(name => !names.Contains(name) || done.Contains(name))).Take(parallel - running.Count).ToList())
        {
            waiting.Remove(target);
            running.Add(work(target), target);
        }
    }
}

/// <summary>What became of the targets of a graph; those in neither list were done.</summary>
/// <param name="Failed">Targets with the problem each had.</param>
/// <param name="NotBegun">Targets that were not begun because of those.</param>
internal sealed record GraphReport(IReadOnlyDictionary<string, GroundwrightException> Failed, IReadOnlyList<string> NotBegun)
{
    /// <summary>All problems of all targets, to be thrown.</summary>
    public GroundwrightException Refusal => new([.. Failed.Values.SelectMany(fault => fault.Problems)]);
}
