using Groundwright.Core.Runs;

namespace Groundwright.Cli.Views;

/// <summary>A step's key, <c>phase.occurrence/name[/key]</c>, taken apart for people.</summary>
internal static class StepKey
{
    /// <summary>The phase: <c>test</c> of <c>test.1/plan/app</c>.</summary>
    public static string Phase(string key)
    {
        var head = key.AsSpan(0, Cut(key));
        var dot = head.LastIndexOf('.');
        return (dot < 0 ? head : head[..dot]).ToString();
    }

    /// <summary>The step for a list: <c>plan app</c> of <c>test.1/plan/app</c>.</summary>
    public static string Label(string key) => Rest(key).Replace('/', ' ');

    /// <summary>The step for a line: <c>test/plan-app</c> of <c>test.1/plan/app</c>.</summary>
    public static string Path(string key) => Rest(key).Length == 0 ? Phase(key) : $"{Phase(key)}/{Rest(key).Replace('/', '-')}";

    /// <summary>The steps of one phase, in the order they began.</summary>
    public static IReadOnlyList<StepState> Of(RunState state, PhaseState phase) => [.. state.Steps.Values.Where(step => IsOf(step.Key, phase)).OrderBy(step => step.Started)];

    /// <summary>Whether a step is one of this phase.</summary>
    public static bool IsOf(string key, PhaseState phase) => key.StartsWith($"{phase.Name}.{phase.Occurrence}/", StringComparison.Ordinal);

    private static string Rest(string key) => Cut(key) == key.Length ? "" : key[(Cut(key) + 1)..];

    private static int Cut(string key) => key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : key.Length;
}
