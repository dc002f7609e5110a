using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>The rules of an environment that must be kept when something is applied: those the run started with, and those on the default branch now (rule X3).</summary>
internal sealed class StandingRules(PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Both. An environment that is only in an uncommitted file has no others.</summary>
    /// <exception cref="GroundwrightException">The environment, or the configuration, is not there any more, or cannot be read.</exception>
    public async Task<IReadOnlyList<EnvironmentRules>> Read(CancellationToken cancellationToken)
    {
        var started = new EnvironmentRules(environment, services.Settings.Groups);
        var tip = await services.Repository.DefaultBranch(fetch: true, cancellationToken);
        var content = await services.Repository.ReadFile(tip.Commit, SettingsReader.FileName, cancellationToken);
        var settings = content is null ? null : SettingsReader.Read(SettingsReader.FileName, content).Require();
        if (settings?.Environments.FirstOrDefault(one => one.Name == environment.Name) is { } now) return [started, new EnvironmentRules(now, settings.Groups)];
        return services.UncommittedSettings ? [started] : throw new GroundwrightException(Problem.Of(EnvironmentProblems.Unknown,
            $"{environment.Name} is no longer in groundwright.yaml on {tip.Name}", "Nothing is applied to an environment that has no rules.", new Remedy("gw env list", "which there are")));
    }
}

/// <summary>The rules of one environment, as one version of the configuration has them.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Groups">Who belongs to which group.</param>
internal sealed record EnvironmentRules(EnvironmentSettings Environment, IReadOnlyDictionary<string, IReadOnlyList<string>> Groups);
