using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Finds the environment that people name.</summary>
public static class EnvironmentChoice
{
    /// <summary>The one of that name.</summary>
    /// <exception cref="GroundwrightException">GW2052, with what there is and what was probably meant.</exception>
    public static EnvironmentSettings Of(Settings settings, string name) =>
        settings.Environments.FirstOrDefault(environment => environment.Name == name) ?? throw new GroundwrightException(Problem.Of(EnvironmentProblems.Unknown,
            $"there is no environment `{name}`{NameHints.DidYouMean(name, settings.Environments.Select(environment => environment.Name))}",
            settings.Environments.Count == 0 ? "groundwright.yaml has no `environments:`." : $"There are: {string.Join(", ", settings.Environments.Select(environment => environment.Name))}.",
            new Remedy("gw config check", "looks at groundwright.yaml")));

    /// <summary>The one of that name, or all without one.</summary>
    /// <exception cref="GroundwrightException">GW2052.</exception>
    public static IReadOnlyList<EnvironmentSettings> OneOrAll(Settings settings, string? name) => name is null ? settings.Environments : [Of(settings, name)];

    /// <summary>Environments that no other comes after: what users see.</summary>
    public static IReadOnlyList<string> Last(Settings settings) =>
        [.. settings.Environments.Select(environment => environment.Name).Where(name => !settings.Environments.Any(other => other.After.Contains(name)))];
}
