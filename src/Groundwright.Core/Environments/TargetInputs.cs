using System.Text.RegularExpressions;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Outputs of one target as inputs of another: <c>{outputs.network.vpc_id}</c> in a value of its settings.</summary>
public static partial class TargetInputs
{
    /// <summary>The text with every input in its place.</summary>
    /// <exception cref="GroundwrightException">GW2004: a target before it has not given this output, usually because it was never applied there.</exception>
    public static string Expand(string text, TargetScope scope) => Input().Replace(text, match => scope.Inputs.TryGetValue(match.Groups[1].Value, out var value)
        ? value
        : throw new GroundwrightException(Problem.Of(TargetProblems.InputUnknown, $"the output {match.Groups[1].Value} is not known in {scope.Environment}",
            "The target that gives it has not been applied there, or has no such output.", new Remedy($"gw deploy {scope.Environment}", "applies targets in their order"))));

    /// <summary>Names of the inputs in a text, as <c>target.output</c>.</summary>
    public static IEnumerable<string> In(string text) => Input().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{outputs\.([A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Input();
}
