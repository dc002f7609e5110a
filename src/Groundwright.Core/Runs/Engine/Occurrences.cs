using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Engine;

/// <summary>Whether a phase goes on where it was or begins anew.</summary>
internal static class Occurrences
{
    /// <summary>Option of a <see cref="WorkRequested"/> that asks to go on from a failed step.</summary>
    public const string Retry = "retry";

    /// <summary>
    /// An interrupted phase goes on. A failed one goes on when it is retried and the failure was a step's. It begins anew when its verdict came from results
    /// that are remembered (they would only be remembered again), or when it started an effect (a plan is never applied a second time, rule X2).
    /// </summary>
    public static int Next(RunState state, string phase)
    {
        var last = state.Phases.LastOrDefault(p => p.Name == phase);
        if (last is null) return 1;
        if (last.Ended is null) return last.Occurrence;
        var retried = state.Work.Count > 0 && state.Work[^1].Options.ContainsKey(Retry);
        if (last.Problem is null || !retried) return last.Occurrence + 1;
        var prefix = $"{phase}.{last.Occurrence}/";
        var steps = state.Steps.Values.Where(step => step.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var stepFailed = steps.Any(step => step.Completed is null);
        var effectStarted = steps.Any(step => step.Effect == EffectKind.Once);
        return stepFailed && !effectStarted ? last.Occurrence : last.Occurrence + 1;
    }
}
