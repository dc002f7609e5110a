using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments.Figures;

/// <summary>
/// DORA's five (dora.dev, software delivery performance metrics) of an environment that users see, or of one target in it. A change counts as failed when its
/// checks failed or somebody marked it bad. Null: not known.
/// </summary>
/// <param name="Environment">Its name.</param>
/// <param name="Target">Only releases that deployed this target; null: all of them.</param>
/// <param name="Deployments">Deploys in the period.</param>
/// <param name="DeploymentsPerWeek">Deployment frequency. Null: nothing was ever released there.</param>
/// <param name="LeadTime">Change lead time: from each commit to its healthy release.</param>
/// <param name="ChangeFailureRate">Share of deploys that failed, 0 to 1. Null: there was no deploy.</param>
/// <param name="RecoveryTime">Failed deployment recovery time: from a failed release to the next good one. What has not recovered is not in it.</param>
/// <param name="ReworkRate">Share of releases that only repair: rollbacks, hotfixes, and what follows a failed release. 0 to 1. Null: there was no release.</param>
/// <param name="Failing">Whether the newest release is a failed one.</param>
public sealed record DeliveryFigures(
    string Environment,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Target,
    int Deployments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? DeploymentsPerWeek,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Spread? LeadTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ChangeFailureRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Spread? RecoveryTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ReworkRate,
    bool Failing)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Computes them.</summary>
    public static DeliveryFigures Of(FiguresInput input, string environment, string? target)
    {
        var all = input.Ledger.ReleasesOf(environment).Where(release => release.Mode != ReleaseModes.Destroy && (target is null || release.Plans.ContainsKey(target))).ToList();
        var inside = all.Where(release => input.Covers(release.Ended)).ToList();
        var deploys = inside.Where(release => release.Mode != ReleaseModes.Rollback).ToList();
        return new DeliveryFigures(environment, target, deploys.Count,
            all.Count == 0 ? null : deploys.Count / Weeks(input, all[0]),
            Spread.Of(deploys.Where(release => release.Healthy && input.Commits.ContainsKey(release.Id)).SelectMany(release => input.Commits[release.Id].Select(commit => release.Ended - commit))),
            Share(deploys, release => !input.Ledger.IsGood(release)),
            Spread.Of(Recoveries(input, all)),
            Share(inside, release => IsRepair(input, all, release)),
            all.Count > 0 && !input.Ledger.IsGood(all[^1]));
    }

    /// <summary>Length of the period; of what there is of it, when the first release is younger. At least a day.</summary>
    private static double Weeks(FiguresInput input, Release first)
    {
        var observed = input.Until - (first.Ended > input.Since ? first.Ended : input.Since);
        return (observed > TimeSpan.FromDays(1) ? observed : TimeSpan.FromDays(1)) / Week;
    }

    private static double? Share(List<Release> releases, Func<Release, bool> which) => releases.Count == 0 ? null : (double)releases.Count(which) / releases.Count;

    /// <summary>From the first failed release of a row of them to the next good one.</summary>
    private static IEnumerable<TimeSpan> Recoveries(FiguresInput input, List<Release> all)
    {
        Release? failed = null;
        foreach (var release in all)
        {
            if (!input.Ledger.IsGood(release)) failed ??= release;
            else if (failed is not null)
            {
                if (input.Covers(release.Ended)) yield return release.Ended - failed.Ended;
                failed = null;
            }
        }
    }

    private static bool IsRepair(FiguresInput input, List<Release> all, Release release)
    {
        if (release.Mode == ReleaseModes.Rollback) return true;
        if (input.Runs.FirstOrDefault(run => run.RunId == release.RunId) is { Workflow: "patch" or "hotfix" }) return true;
        var at = all.IndexOf(release);
        return at > 0 && !input.Ledger.IsGood(all[at - 1]);
    }
}
