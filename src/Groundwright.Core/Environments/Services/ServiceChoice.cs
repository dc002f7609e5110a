using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Services;

/// <summary>Finds what people name: a service, in an environment.</summary>
public static class ServiceChoice
{
    /// <summary>All services as they are in an environment.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="environment">Its name; null: the first environment, which only matters to services that differ.</param>
    /// <exception cref="GroundwrightException">GW2052: no such environment, or none at all although a service needs one.</exception>
    public static IReadOnlyList<ServiceSettings> All(Settings settings, string? environment)
    {
        var name = EnvironmentOf(settings, environment);
        if (name is null && settings.Services.FirstOrDefault(service => service.DiffersByEnvironment) is { } service)
            throw new GroundwrightException(Problem.Of(EnvironmentProblems.Unknown, $"service {service.Name} differs by environment, and no environment is configured", null, new Remedy("gw config check", "looks at groundwright.yaml")));
        return [.. settings.Services.Select(service => name is null ? service : service.In(name))];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="GroundwrightException">GW2085, with what there is and what was probably meant.</exception>
    public static ServiceSettings One(Settings settings, string name, string? environment)
    {
        var all = All(settings, environment);
        return all.FirstOrDefault(service => service.Name == name) ?? throw new GroundwrightException(Problem.Of(ServiceProblems.Unknown,
            $"there is no service `{name}`{NameHints.DidYouMean(name, all.Select(service => service.Name))}",
            all.Count == 0 ? "groundwright.yaml has no `services:`." : $"There are: {string.Join(", ", all.Select(service => service.Name))}.", new Remedy("gw services list", "what is configured")));
    }

    /// <summary>The environment that is meant; null: none is configured.</summary>
    /// <exception cref="GroundwrightException">GW2052.</exception>
    public static string? EnvironmentOf(Settings settings, string? name) =>
        name is null ? settings.Environments.Count > 0 ? settings.Environments[0].Name : null : EnvironmentChoice.Of(settings, name).Name;
}
