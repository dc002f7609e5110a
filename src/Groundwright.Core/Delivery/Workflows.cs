using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery;

/// <summary>Names that can be asked for, and the phases behind them.</summary>
public static class Workflows
{
    /// <summary>The whole lifecycle.</summary>
    public const string Sdlc = "sdlc";

    /// <summary>The whole lifecycle without a person, where the configuration allows it.</summary>
    public const string ZeroTouch = "zte";

    private const string Follow = "deploy-";
    private static readonly string[] Lifecycle = ["plan", "build", "test", "review", "document", "ship"];

    /// <summary>Phases of this version, in their natural order. <c>deploy-&lt;environment&gt;</c> is one for every environment.</summary>
    public static IReadOnlyList<string> Phases { get; } = [.. Lifecycle, "patch", "deploy", "promote", "rollback", "destroy"];

    /// <summary>The environment that a phase of a workflow deploys; null when it is no such phase.</summary>
    public static string? EnvironmentOf(string phase) => phase.StartsWith(Follow, StringComparison.Ordinal) ? phase[Follow.Length..] : null;

    /// <summary>The phases of a workflow, a chain or a phase, in order.</summary>
    /// <exception cref="GroundwrightException">GW1602 with what there is.</exception>
    public static IReadOnlyList<string> Resolve(string name, Settings settings)
    {
        if (settings.Workflows.TryGetValue(name, out var own)) return own;
        if (name is Sdlc or ZeroTouch) return [.. Lifecycle, .. Automatic(settings)];
        if (name == "ship") return ["ship", .. Automatic(settings)];
        if (Phases.Contains(name)) return [name];
        var all = new[] { Sdlc, ZeroTouch }.Concat(Phases).Concat(settings.Workflows.Keys);
        throw new GroundwrightException(Problem.Of(DeliveryProblems.UnknownWorkflow, $"there is no workflow or phase `{name}`", $"There are: {string.Join(", ", all)}."));
    }

    /// <summary>Environments that are deployed by themselves once those before them were: <c>auto: true</c>.</summary>
    private static IEnumerable<string> Automatic(Settings settings)
    {
        var reached = settings.Environments.Take(1).Select(first => first.Name).ToHashSet();
        var waiting = settings.Environments.Skip(1).Where(environment => environment.Auto && environment.After.Count > 0).ToList();
        while (waiting.Find(environment => environment.After.All(reached.Contains)) is { } next)
        {
            waiting.Remove(next);
            reached.Add(next.Name);
            yield return Follow + next.Name;
        }
    }
}
