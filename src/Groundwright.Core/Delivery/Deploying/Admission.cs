using System.Globalization;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Whether an environment may be changed at all, now, by this actor, with this version. Never remembered: read at the start, and again right before each effect (rule X3).</summary>
internal sealed class Admission(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>All that is against it; empty: nothing.</summary>
    public IReadOnlyList<Problem> Against(LedgerState ledger, DeployVersion version)
    {
        var record = ledger.Of(environment.Name);
        var problems = new List<Problem>();
        if (record.Quarantine is { } quarantine && quarantine.RunId != run.Id) problems.Add(Refused(EnvironmentProblems.Quarantined, $"{environment.Name} is quarantined: {quarantine.Reason}",
            $"Since {Time(quarantine.At)}. What is there is not known for sure, so nothing is applied on top.", new Remedy($"gw runs show {quarantine.RunId}", "what happened"), new Remedy($"gw env clear {environment.Name} --reason \"...\"", "after you looked, lets deploys in again")));
        if (record.Freeze is { } freeze) problems.Add(Refused(EnvironmentProblems.Frozen, $"{environment.Name} is frozen: {freeze.Reason}", $"By {freeze.By}, since {Time(freeze.At)}.", new Remedy($"gw env unfreeze {environment.Name}", "lets deploys in again")));
        var actor = run.State.Work[^1].Actor;
        if (environment.Deployers.Count > 0 && !environment.Deployers.Contains(actor.Name, StringComparer.OrdinalIgnoreCase)) problems.Add(Refused(EnvironmentProblems.NotAllowed,
            $"{actor.Name} may not deploy to {environment.Name}", $"`deployers:` names {string.Join(", ", environment.Deployers)}.", new Remedy("gw env show " + environment.Name, "who may do what")));
        if (new DeployTimes(environment).At(services.Time.GetUtcNow()) is { Allowed: false } closed) problems.AddRange(closed.Why.Select(why => NotNow(why, closed.Next)));
        if (SoakKept is { } kept) problems.Add(kept);
        if (version.Mode is ReleaseModes.Deploy or ReleaseModes.Redeploy) problems.AddRange(environment.After.SelectMany(before => NotReached(ledger, before, version)));
        return problems;
    }

    /// <summary>Complains about all that is against it.</summary>
    public async Task Check(DeployVersion version, CancellationToken cancellationToken) => Check(await services.Ledger.Read(cancellationToken), version);

    /// <summary>Complains about all that is against it, by a ledger that was read just now.</summary>
    public void Check(LedgerState ledger, DeployVersion version)
    {
        var against = Against(ledger, version);
        if (against.Count > 0) throw new GroundwrightException(against);
    }

    /// <summary>Why the soak time is not skipped though somebody asked for it; null: it may be, or nobody asked. Told before it is waited for.</summary>
    public Problem? SoakKept => environment is { Soak: not null, HotfixSkipsSoak: false } && run.State.Work[^1].Options.ContainsKey(DeployOptions.NoSoak)
        ? Refused(EnvironmentProblems.SoakKept, $"the soak time before {environment.Name} may not be skipped", "`hotfixSkipsSoak: true` of the environment allows it, on the default branch.",
            new Remedy($"gw promote {environment.Name}", "waits for it"))
        : null;

    /// <summary>How long the version must still stay in the environments before this one; zero: long enough.</summary>
    public TimeSpan StillSoaking(LedgerState ledger, DeployVersion version) => SkipsSoak ? TimeSpan.Zero : SoakLeft(ledger, version, services.Time.GetUtcNow());

    /// <summary>What was left of the soak time when the phase began and was not waited for; null: nothing was skipped.</summary>
    public TimeSpan? SkippedSoak(LedgerState ledger, DeployVersion version) =>
        SkipsSoak && version.Mode != ReleaseModes.Rollback && SoakLeft(ledger, version, run.State.Phases[^1].Started) is { Ticks: > 0 } left ? left : null;

    private bool SkipsSoak => environment.HotfixSkipsSoak && (HotfixOption.Of(run.State) is not null || run.State.Work[^1].Options.ContainsKey(DeployOptions.NoSoak));

    private TimeSpan SoakLeft(LedgerState ledger, DeployVersion version, DateTimeOffset now)
    {
        var since = environment.After.Select(before => Reached(ledger, before, version)?.Ended).Where(ended => ended is not null).DefaultIfEmpty(null).Max();
        var left = environment.Soak is { } soak && since is { } reached ? reached + soak - now : TimeSpan.Zero;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private Problem NotNow(string why, DateTimeOffset? next) => Refused(EnvironmentProblems.WindowClosed, why,
        next is { } opens ? $"It may be changed again from {Time(opens)}." : "groundwright.yaml says so, without an end.",
        new Remedy($"gw runs retry {run.Id}", "when the time is there"), new Remedy($"gw env show {environment.Name}", "when it may be changed")) with
    {
        Retry = next is null ? Retry.Never : new Retry(true, TimeSpan.FromMinutes(15)),
    };

    private IEnumerable<Problem> NotReached(LedgerState ledger, string before, DeployVersion version)
    {
        if (Reached(ledger, before, version) is not null) yield break;
        yield return Refused(EnvironmentProblems.NotPromoted, $"{version.Name} has not been good in {before}, which comes before {environment.Name}",
            ledger.Current(before) is { } there ? $"{before} holds {there.Commit[..Math.Min(10, there.Commit.Length)]} {(there.Image is { } image ? $" with {image}" : "")} ({there.Id}, {(ledger.IsGood(there) ? "good" : "not good")})." : $"Nothing was released to {before}.",
            new Remedy($"gw deploy {before} --commit {version.Short}{(version.Image is { } own ? $" --image {own}" : "")}", "is first"), new Remedy($"gw promote {environment.Name}", $"takes what is good in {before}"));
    }

    private static Release? Reached(LedgerState ledger, string before, DeployVersion version) =>
        ledger.ReleasesOf(before).LastOrDefault(release => release.Tree == version.Tree && SameImage(release, version) && ledger.IsGood(release) && release.Mode != ReleaseModes.Destroy);

    // Where no target takes a machine image, there is none that could be another.
    private static bool SameImage(Release release, DeployVersion version) => release.Image is null || version.Image is null || release.Image == version.Image;

    private static Problem Refused(ProblemCode code, string what, string why, params Remedy[] remedies) => Problem.Of(code, what, why + "\nNothing was changed.", remedies);

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
