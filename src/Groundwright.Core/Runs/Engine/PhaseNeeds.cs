using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs.Engine;

/// <summary>Whether the phases that a phase builds on are done.</summary>
public static class PhaseNeeds
{
    /// <summary>Throws GW1601, which says what is missing and how to run it.</summary>
    public static void Check(RunState state, IPhase phase)
    {
        var missing = phase.Needs.Where(need => !need.Split('|').Any(one => Done(state, one))).Select(need => need.Split('|')[0]).ToList();
        if (missing.Count == 0) return;
        var issue = state.Request.IssueNumber is { } number ? $"{number} {state.Id}" : state.Id;
        throw new GroundwrightException(Problem.Of(DeliveryProblems.PhaseMissing,
            $"`{phase.Name}` needs `{string.Join("`, `", missing)}` first", $"Run {state.Id} has not done it.",
            [.. missing.Select(need => new Remedy($"gw {need} {issue}", $"runs {need}")), new Remedy($"gw sdlc {issue}", "runs everything in order")]));
    }

    private static bool Done(RunState state, string phase) =>
        state.Phases.Any(done => done.Name == phase && done is { Ended: not null, Problem: null }) || state.Started.AdoptedPhases.Contains(phase);
}
