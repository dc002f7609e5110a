using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs;

/// <summary>The one line of a run in a list, from its state.</summary>
public static class RunSummaries
{
    /// <summary>From the folded state.</summary>
    public static RunSummary Of(RunState state) => new(
        state.Id,
        state.Request.Title,
        state.Request.IssueNumber,
        state.Work.LastOrDefault()?.Workflow ?? "",
        state.Status,
        state.Phases.LastOrDefault()?.Name,
        state.Started.At,
        state.Updated);

    /// <summary>From the events.</summary>
    public static RunSummary Of(IReadOnlyList<RunEvent> events) => Of(RunFold.Of(events));
}
