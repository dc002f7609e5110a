using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments;

/// <summary>
/// Asks each target of an environment whether the world still is what its last release made it, and writes into the ledger what opened, changed or closed since the last
/// check. It takes no lock and disturbs no run: while somebody changes the environment it looks away, and what it saw while somebody began to is thrown away.
/// </summary>
/// <param name="ledger">Where findings are kept.</param>
/// <param name="locks">Tells whether somebody changes the environment.</param>
/// <param name="time">Clock.</param>
public sealed class DriftCheck(ILedger ledger, IEnvironmentLocks locks, TimeProvider time)
{
    /// <summary>Looks.</summary>
    /// <param name="subject">What to look at.</param>
    /// <param name="actor">Who asked.</param>
    /// <param name="onLine">Gets what the tools print, masked.</param>
    /// <param name="cancellationToken">Stops looking; nothing is written then.</param>
    public async Task<DriftOutcome> Run(DriftSubject subject, Actor actor, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        if (await Busy(subject, cancellationToken) is { } busy) return DriftOutcome.Skip(subject.Environment.Name, busy);
        var sights = await Look(subject, onLine, cancellationToken);
        // Somebody may have begun to change it while the tools looked: then nobody knows what they saw.
        if (await Busy(subject, cancellationToken) is { } busyNow) return DriftOutcome.Skip(subject.Environment.Name, busyNow);
        return await Write(subject, sights, actor, cancellationToken);
    }

    /// <summary>Why it cannot be looked at now; null: it can.</summary>
    private async Task<string?> Busy(DriftSubject subject, CancellationToken cancellationToken)
    {
        var name = subject.Environment.Name;
        if (await locks.Holders(name, cancellationToken) is [var holder, ..]) return $"run {holder.RunId} of {holder.Actor} is changing it ({holder.Reason})";
        var state = await ledger.Read(cancellationToken);
        if (state.Of(name).Quarantine is { } quarantine) return $"it is quarantined: {quarantine.Reason}";
        return state.Current(name)?.Id == subject.Release.Id ? null : $"{state.Current(name)?.Id ?? "nothing"} is there now";
    }

    private static async Task<IReadOnlyList<DriftSight>> Look(DriftSubject subject, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var sights = new List<DriftSight>();
        var inputs = new Dictionary<string, string>();
        foreach (var target in subject.Targets)
        {
            var scope = new TargetScope($"drift-{subject.Environment.Name}", subject.Environment.Name, subject.Directory, subject.Release.Tree, onLine) { Image = subject.Release.Image, Inputs = new Dictionary<string, string>(inputs) };
            sights.Add(await Look(target, scope, cancellationToken));
            if (!subject.Targets.Any(other => other.After.Contains(target.Name))) continue;
            foreach (var (output, value) in await Outputs(target, scope, cancellationToken)) inputs[$"{target.Name}.{output}"] = value;
        }
        return sights;
    }

    private static async Task<DriftSight> Look(ITarget target, TargetScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return new DriftSight(target.Name, await target.Drift(scope, cancellationToken), null);
        }
        catch (GroundwrightException fault)
        {
            // One that cannot be looked at says nothing about the others.
            return new DriftSight(target.Name, [], fault.Problem);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> Outputs(ITarget target, TargetScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return await target.Outputs(scope, cancellationToken);
        }
        catch (GroundwrightException)
        {
            // Targets that need one of them say so themselves.
            return new Dictionary<string, string>();
        }
    }

    private async Task<DriftOutcome> Write(DriftSubject subject, IReadOnlyList<DriftSight> sights, Actor actor, CancellationToken cancellationToken)
    {
        var name = subject.Environment.Name;
        var now = time.GetUtcNow();
        var drifted = sights.Where(sight => sight.Changes.Count > 0).Select(sight => sight.Target).ToList();
        var fact = new AuditFact("drift", actor, name, null, drifted.Count == 0 ? $"nothing differs from {subject.Release.Id}" : $"{string.Join(", ", drifted)} differ from {subject.Release.Id}");
        IReadOnlyList<DriftFinding> before = [];
        var state = await ledger.Write(new LedgerChange(fact, newest =>
        {
            before = newest.Of(name).Drift;
            var after = DriftFindings.Merge(before, sights, subject.Release.Id, now);
            // A check every hour would bury the audit log: it tells when a finding opens, changes and closes.
            if (newest.Current(name)?.Id != subject.Release.Id || DriftFindings.Same(before, after)) return newest;
            return newest.With(name, newest.Of(name) with { Drift = after });
        }), cancellationToken);
        var findings = state.Of(name).Drift;
        return new DriftOutcome(name, null, subject.Release.Id, findings, [.. before.Select(finding => finding.Target).Except(findings.Select(finding => finding.Target))],
            [.. sights.Where(sight => sight.Problem is not null).Select(sight => new DriftUnknown(sight.Target, sight.Problem!.ToString()))]);
    }
}

/// <summary>What is looked at.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Release">What was released there last.</param>
/// <param name="Targets">Its targets with the settings of the environment, each after those it comes after.</param>
/// <param name="Directory">A fresh checkout of the release's tree (rule U1). Absolute.</param>
public sealed record DriftSubject(EnvironmentSettings Environment, Release Release, IReadOnlyList<ITarget> Targets, string Directory);

/// <summary>What a check of one environment came to.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Skipped">Why it was not looked at; null: it was.</param>
/// <param name="Release">What it was compared with; null when it was not looked at.</param>
/// <param name="Findings">What differs, ignored findings too.</param>
/// <param name="Closed">Targets that differed before and do no more.</param>
/// <param name="Unknown">Targets that could not be looked at; what was known of them is kept.</param>
public sealed record DriftOutcome(
    string Environment, string? Skipped, string? Release, IReadOnlyList<DriftFinding> Findings, IReadOnlyList<string> Closed, IReadOnlyList<DriftUnknown> Unknown)
{
    /// <summary>Of one that was not looked at.</summary>
    public static DriftOutcome Skip(string environment, string reason) => new(environment, reason, null, [], [], []);
}

/// <summary>A target that could not be looked at.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Reason">Why.</param>
public sealed record DriftUnknown(string Target, string Reason);
