using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery;

/// <summary>The environment a run is made for.</summary>
internal static class TargetEnvironment
{
    /// <inheritdoc cref="Of(RunState, Settings)"/>
    public static EnvironmentSettings Of(IRun run, Settings settings) => Of(run.State, settings);

    /// <summary>The one asked for, else the first one of the configuration.</summary>
    /// <exception cref="GroundwrightException">GW2052 when there is none of that name.</exception>
    public static EnvironmentSettings Of(RunState run, Settings settings)
    {
        var name = run.Work[^1].Options.GetValueOrDefault("environment") ?? run.Request.Environment;
        var found = name is null ? settings.Environments.Count > 0 ? settings.Environments[0] : null : settings.Environments.FirstOrDefault(e => e.Name == name);
        return found ?? throw new GroundwrightException(Problem.Of(EnvironmentProblems.Unknown,
            name is null ? "no environment is configured" : $"there is no environment `{name}`",
            settings.Environments.Count == 0 ? "groundwright.yaml has no `environments:`." : $"There are: {string.Join(", ", settings.Environments.Select(e => e.Name))}.",
            new Remedy("gw config check", "looks at groundwright.yaml")));
    }
}
