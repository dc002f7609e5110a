using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs.Engine;

/// <summary>What the engine says when the program and the journal do not fit.</summary>
internal static class EngineProblems
{
    public static GroundwrightException Duplicate(string key) => Differ($"the step `{key}` was asked for twice in one phase");

    public static GroundwrightException InputChanged(string runId, string key) => Differ(
        $"the step `{key}` was recorded with another input",
        "Its remembered result may not fit what is asked now, so the run stops rather than go on with it.",
        new Remedy($"gw runs show {runId}", "what happened so far"),
        new Remedy($"gw runs cancel {runId}", "ends this run; a new one can be started"));

    public static GroundwrightException Unclaimed(string runId, IEnumerable<string> keys) => Differ(
        $"the journal holds steps that this version does not know: {string.Join(", ", keys)}",
        "The run was begun by a version whose phase had other steps. Go on with that version, or end the run.",
        new Remedy($"gw runs cancel {runId}", "ends this run"));

    public static GroundwrightException OpenSteps(int count) =>
        new(Problem.Of(RunProblems.PhaseMisbehaved, $"a phase ended while {count} of its steps were still going on"));

    public static GroundwrightException AfterSuspension(string key) =>
        new(Problem.Of(RunProblems.PhaseMisbehaved, $"a phase asked for `{key}` after its run was suspended"));

    public static GroundwrightException NoWorktree(string key) =>
        new(Problem.Of(RunProblems.PhaseMisbehaved, $"`{key}` changes files, but the phase opened no worktree"));

    private static GroundwrightException Differ(string summary, string? detail = null, params Remedy[] remedies) =>
        new(Problem.Of(RunProblems.StepsDiffer, summary, detail, remedies));
}
