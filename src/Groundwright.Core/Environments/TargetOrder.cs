using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>The order in which targets are applied.</summary>
public static class TargetOrder
{
    /// <summary>Sorts targets so that each comes after those it names; what is free to move stays in the order given.</summary>
    /// <remarks>A name in <see cref="ITarget.After"/> that is not among <paramref name="targets"/> is not waited for: an environment may deploy only some.</remarks>
    /// <exception cref="GroundwrightException">Targets that wait for each other (GW2003), all of them named.</exception>
    public static IReadOnlyList<ITarget> Sort(IReadOnlyList<ITarget> targets)
    {
        var waiting = targets.ToList();
        var names = targets.Select(target => target.Name).ToHashSet(StringComparer.Ordinal);
        var sorted = new List<ITarget>(targets.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.Find(target => !target.After.Any(names.Contains)) ?? throw Circle(waiting);
            waiting.Remove(next);
            names.Remove(next.Name);
            sorted.Add(next);
        }
        return sorted;
    }

    private static GroundwrightException Circle(List<ITarget> waiting) => new(Problem.Of(TargetProblems.Circle,
        $"targets wait for each other: {string.Join(", ", waiting.Select(target => target.Name))}",
        string.Join('\n', waiting.Select(target => $"{target.Name} comes after {string.Join(", ", target.After)}")),
        new Remedy("gw config check", "after removing one of these `after:` entries from groundwright.yaml")));
}
