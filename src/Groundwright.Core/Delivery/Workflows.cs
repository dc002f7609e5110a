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

    private static readonly string[] Lifecycle = ["plan", "build", "test", "review", "document", "ship"];

    /// <summary>Phases of this version, in their natural order.</summary>
    public static IReadOnlyList<string> Phases { get; } = [.. Lifecycle, "patch"];

    /// <summary>The phases of a workflow, a chain or a phase, in order.</summary>
    /// <exception cref="GroundwrightException">GW1602 with what there is.</exception>
    public static IReadOnlyList<string> Resolve(string name, Settings settings)
    {
        if (settings.Workflows.TryGetValue(name, out var own)) return own;
        if (name is Sdlc or ZeroTouch) return Lifecycle;
        if (Phases.Contains(name)) return [name];
        var all = new[] { Sdlc, ZeroTouch }.Concat(Phases).Concat(settings.Workflows.Keys);
        throw new GroundwrightException(Problem.Of(DeliveryProblems.UnknownWorkflow, $"there is no workflow or phase `{name}`", $"There are: {string.Join(", ", all)}."));
    }
}
