using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>What a value of a target's settings takes from elsewhere: <c>{outputs.network.vpc_id}</c>, an output of another target, and <c>{image}</c>, the machine image of the deploy.</summary>
public static partial class TargetInputs
{
    private const string Image = "{image}";

    /// <summary>The text with every input in its place.</summary>
    /// <exception cref="GroundwrightException">
    /// GW2004: a target before it has not given this output, usually because it was never applied there. GW2005: the deploy has no machine image.
    /// </exception>
    public static string Expand(string text, TargetScope scope) => Input().Replace(WithImage(text, scope), match => scope.Inputs.TryGetValue(match.Groups[1].Value, out var value)
        ? value
        : throw new GroundwrightException(Problem.Of(TargetProblems.InputUnknown, $"the output {match.Groups[1].Value} is not known in {scope.Environment}",
            "The target that gives it has not been applied there, or has no such output.", new Remedy($"gw deploy {scope.Environment}", "applies targets in their order"))));

    /// <summary>The text with the machine image in its place.</summary>
    /// <exception cref="GroundwrightException">GW2005.</exception>
    public static string WithImage(string text, TargetScope scope) =>
        TakesImage(text) ? text.Replace(Image, scope.Image ?? throw NoImage(scope.Environment), StringComparison.Ordinal) : text;

    /// <summary>Names of the inputs in a text, as <c>target.output</c>.</summary>
    public static IEnumerable<string> In(string text) => Input().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>Whether the machine image stands in a text.</summary>
    public static bool TakesImage(string text) => text.Contains(Image, StringComparison.Ordinal);

    /// <summary>GW2005, with what to type.</summary>
    public static GroundwrightException NoImage(string environment) => new(Problem.Of(TargetProblems.ImageUnknown, $"{environment} takes a machine image, and none is known",
        "`{image}` stands in the settings of a target. None was named, none is in the environment, and none was built for it here (agents/*/ami_build_result.json).\nNothing was changed.",
        new Remedy($"gw deploy {environment} --image ami-...", "deploys that image; later deploys keep it")));

    [GeneratedRegex(@"\{outputs\.([A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Input();
}
