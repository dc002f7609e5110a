using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Views;

/// <summary>How long was worked on a run. Waiting for people and clocks, and the time nobody drove it, are left out.</summary>
internal static class RunTimes
{
    /// <summary>Adds up the spans between events in which something went on.</summary>
    public static TimeSpan Worked(IReadOnlyList<RunEvent> events)
    {
        var worked = TimeSpan.Zero;
        var resting = false;
        for (var i = 1; i < events.Count; i++)
        {
            resting = events[i - 1] switch
            {
                GateOpened or TimerSet or EffectUnknown or RunEnded => true,
                GateAnswered or EffectResolved or PhaseStarted or StepStarted or StepCompleted => false,
                _ => resting,
            };
            // Until somebody took the run or asked for more, nobody worked on it.
            if (!resting && events[i] is not (WorkRequested or OwnerChanged)) worked += events[i].At - events[i - 1].At;
        }
        return worked;
    }
}
