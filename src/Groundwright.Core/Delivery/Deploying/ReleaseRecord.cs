using System.Globalization;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Writes what was done to an environment into the ledger, under the lock it was done under.</summary>
internal sealed class ReleaseRecord(IRun run, PhaseServices services, EnvironmentSettings environment, ApprovedVersion approved, string prefix)
{
    /// <summary>The release; the same one when it was written before a crash.</summary>
    public Task<Release> Write(DeployProgress progress, GraphReport graph, IReadOnlyList<HealthResult> checks)
    {
        var version = approved.Version;
        var mode = version.Mode;
        return run.Observe($"{prefix}release", new { version.Commit, mode },
            async scope => (await services.Ledger.Read(scope.Cancellation)).Releases.LastOrDefault(Ours),
            async scope =>
            {
                var soak = new Admission(run, services, environment).SkippedSoak(await services.Ledger.Read(scope.Cancellation), version) is null ? "" : ", soak time skipped";
                var fact = new AuditFact(mode, run.State.Work[^1].Actor, environment.Name, run.Id, $"{version.Short} {(graph.Failed.Count == 0 && checks.All(check => check.Passed) ? "healthy" : "not healthy")}{soak}");
                var ledger = await services.Ledger.Write(new LedgerChange(fact, ledger => With(ledger, Make(ledger, progress, graph, checks, scope))) { Fence = progress.Lock.Claim }, scope.Cancellation);
                return ledger.Releases.Last(Ours);
            });
    }

    private bool Ours(Release release) => release.Environment == environment.Name && release.RunId == run.Id && release.Commit == approved.Version.Commit && release.Mode == approved.Version.Mode
        && release.Started == run.State.Phases[^1].Started;

    private LedgerState With(LedgerState ledger, Release release)
    {
        if (ledger.Releases.Any(Ours)) return ledger;
        var added = ledger with { Releases = [.. ledger.Releases, release] };
        var record = added.Of(environment.Name);
        // What this run left in doubt is settled by having been deployed anew.
        if (record.Quarantine?.RunId == run.Id) record = record with { Quarantine = null };
        if (release.Mode == ReleaseModes.Rollback)
            record = record with { Hold = new Notice($"rolled back to {release.From}", run.State.Work[^1].Actor.Name, release.Ended, run.Id) };
        return added.With(environment.Name, record);
    }

    private Release Make(LedgerState ledger, DeployProgress progress, GraphReport graph, IReadOnlyList<HealthResult> checks, StepScope scope) => new()
    {
        Id = NextId(ledger, scope.StartedAt),
        Environment = environment.Name,
        Mode = approved.Version.Mode,
        RunId = run.Id,
        Actor = run.State.Work[^1].Actor.Name,
        Title = run.Request.Title,
        From = approved.Version.From,
        Commit = approved.Version.Commit,
        Tree = approved.Version.Tree,
        Versions = Versions(ledger, progress),
        Plans = progress.Plans.ToDictionary(plan => plan.Key, plan => plan.Value.Sha256),
        Applied = progress.AppliedChanges.ToDictionary(),
        Approvals = [.. approved.Gates.Select(key => run.State.Gates[key]).SelectMany(gate => gate.Answers.Where(answer => answer.Approved)
            .Select(answer => $"{gate.Request.Name}: {answer.Actor.Name} ({answer.Attestation})"))],
        Checks =
        [
            .. graph.Failed.Select(failed => $"✗ apply {failed.Key}: {failed.Value.Problem.Summary}"),
            .. graph.NotBegun.Select(name => $"✗ apply {name}: not begun"),
            .. Seen(progress, checks).Select(check => $"{(check.Passed ? "✓" : "✗")} {check.Name}: {check.Detail}"),
        ],
        SoakSkipped = new Admission(run, services, environment).SkippedSoak(ledger, approved.Version) is { } skipped ? TimeSpan.FromSeconds(Math.Ceiling(skipped.TotalSeconds)) : null,
        Audit = ledger.Head,
        Healthy = graph.Failed.Count == 0 && Seen(progress, checks).All(check => check.Passed),
        Started = run.State.Phases[^1].Started,
        Ended = services.Time.GetUtcNow(),
    };

    private string NextId(LedgerState ledger, DateTimeOffset now)
    {
        var day = $"{environment.Name}-{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-";
        return day + (1 + ledger.Releases.Count(release => release.Id.StartsWith(day, StringComparison.Ordinal))).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>As the targets say; of those that had nothing to change, as the release before says.</summary>
    private Dictionary<string, string> Versions(LedgerState ledger, DeployProgress progress)
    {
        var before = ledger.Current(environment.Name)?.Versions ?? new Dictionary<string, string>();
        var versions = before.Where(version => !progress.Arrivals.ContainsKey(version.Key.Split('.')[0])).ToDictionary();
        foreach (var (target, arrival) in progress.Arrivals)
            foreach (var (name, value) in arrival.Versions) versions[$"{target}.{name}"] = value;
        // What takes no image any more has none; what was left out of this deploy keeps the one it has.
        if (approved.Version.Image is { } image) versions[Release.ImageVersion] = image;
        else if (!new ImageChoice(run, services, environment).Taken) versions.Remove(Release.ImageVersion);
        return versions;
    }

    private static IEnumerable<HealthResult> Seen(DeployProgress progress, IReadOnlyList<HealthResult> checks) => progress.Arrivals.Values.SelectMany(arrival => arrival.Results).Concat(checks);
}
