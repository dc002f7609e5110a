using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>
/// A run that begins at what is released in an environment instead of the default branch, so that nothing but the fix goes there (D8). What is tested and deployed is the fix on top of
/// that release; it is merged back into the default branch before it is deployed anywhere, and passes every environment on its way.
/// </summary>
internal static class Hotfix
{
    /// <summary>Where the run begins: the commit that is released in the environment.</summary>
    /// <param name="environment">Which is mended.</param>
    /// <param name="tip">The default branch, which must hold that commit.</param>
    /// <param name="services">Ledger and repository.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="GroundwrightException">GW2052: no such environment. GW2053: nothing is released there, or something that was never merged.</exception>
    public static async Task<BranchTip> Base(string environment, BranchTip tip, PhaseServices services, CancellationToken cancellationToken)
    {
        var name = EnvironmentChoice.Of(services.Settings, environment).Name;
        var release = (await services.Ledger.Read(cancellationToken)).Current(name)
            ?? throw NoBase($"nothing is released in {name}, so there is nothing to mend", null, new Remedy($"gw releases list {name}", "what was released there"));
        if (await services.Repository.Resolve(release.Commit, cancellationToken) is { } commit && await services.Repository.Contains(tip.Commit, commit, cancellationToken)) return tip with { Commit = commit };
        throw NoBase($"{release.Id} in {name} is not on {tip.Name}", "A hotfix is merged back, and so begins at what was merged.", new Remedy($"gw releases show {release.Id}", "what is there"));
    }

    private static GroundwrightException NoBase(string what, string? why, Remedy remedy) => new(Problem.Of(EnvironmentProblems.NoVersion, what, $"{why}\nThe run was not started.".TrimStart('\n'), remedy));
}

/// <summary>How a hotfix is asked for, as journaled with the start of the run.</summary>
public static class HotfixOption
{
    /// <summary>Name of the option; its value is the environment that is mended.</summary>
    public const string Name = "hotfix";

    /// <summary>The environment that a run mends; null: it is no hotfix.</summary>
    public static string? Of(RunState run) => run.Started.Options?.GetValueOrDefault(Name);
}
