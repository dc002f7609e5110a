using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments;

/// <summary>What a look at one target saw.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Changes">What differs; empty: nothing, or it could not be looked at.</param>
/// <param name="Problem">Why it could not be looked at; null: it could.</param>
public sealed record DriftSight(string Target, IReadOnlyList<ResourceChange> Changes, Problem? Problem);

/// <summary>How findings go on from one check to the next.</summary>
public static class DriftFindings
{
    /// <summary>The findings after a check: gone ones closed, the moment of finding kept, ignored ones still ignored until they expire or something more differs.</summary>
    /// <param name="before">Findings so far.</param>
    /// <param name="sights">What was seen. A target that is not among them, or could not be looked at, keeps its finding.</param>
    /// <param name="release">Release that the world was compared with.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<DriftFinding> Merge(IReadOnlyList<DriftFinding> before, IReadOnlyList<DriftSight> sights, string release, DateTimeOffset now)
    {
        var seen = sights.Where(sight => sight.Problem is null).ToDictionary(sight => sight.Target);
        var kept = before.Where(finding => !seen.ContainsKey(finding.Target));
        var found = seen.Values.Where(sight => sight.Changes.Count > 0).Select(sight => Go(before.FirstOrDefault(finding => finding.Target == sight.Target), sight, release, now));
        return [.. kept.Concat(found).OrderBy(finding => finding.Target, StringComparer.Ordinal)];
    }

    /// <summary>Whether nothing opened, changed or closed from one check to the next.</summary>
    public static bool Same(IReadOnlyList<DriftFinding> before, IReadOnlyList<DriftFinding> after) =>
        before.Count == after.Count && before.Zip(after).All(pair => pair.First with { Changes = pair.Second.Changes } == pair.Second
            && pair.First.Changes.Count == pair.Second.Changes.Count && pair.First.Changes.All(pair.Second.Changes.Contains));

    /// <summary>Whether a finding is accepted at a moment.</summary>
    public static bool IsIgnored(DriftFinding finding, DateTimeOffset now) => finding is { Ignored: not null, IgnoredUntil: { } until } && until > now;

    /// <summary>The change of the ledger that accepts a finding for a while.</summary>
    /// <exception cref="GroundwrightException">GW2082 when it is applied: the target has no finding.</exception>
    public static LedgerChange Ignore(string environment, string target, DateTimeOffset until, string reason, Actor actor, DateTimeOffset now) =>
        new(new AuditFact("drift-ignore", actor, environment, null, $"{target} until {until:u}: {reason}"), state =>
        {
            var record = state.Of(environment);
            if (!record.Drift.Any(finding => finding.Target == target)) throw None(environment, target, record);
            return state.With(environment, record with
            {
                Drift = [.. record.Drift.Select(finding => finding.Target == target ? finding with { Ignored = new Notice(reason, actor.Name, now), IgnoredUntil = until } : finding)],
            });
        });

    private static DriftFinding Go(DriftFinding? before, DriftSight sight, string release, DateTimeOffset now)
    {
        var next = new DriftFinding(sight.Target, release, before?.Found ?? now, sight.Changes);
        // Somebody accepted what differed then, not whatever may differ later.
        var accepted = before is not null && IsIgnored(before, now) && sight.Changes.All(before.Changes.Contains);
        return accepted ? next with { Ignored = before!.Ignored, IgnoredUntil = before.IgnoredUntil } : next;
    }

    private static GroundwrightException None(string environment, string target, EnvironmentRecord record) => new(Problem.Of(DriftProblems.NoFinding,
        $"nothing is known to have drifted in {target} of {environment}{NameHints.DidYouMean(target, record.Drift.Select(finding => finding.Target))}",
        record.Drift.Count == 0 ? $"{environment} has no findings." : $"Drifted: {string.Join(", ", record.Drift.Select(finding => finding.Target))}.", new Remedy($"gw drift check {environment}", "looks now")));
}

/// <summary>Problem codes of drift (2082).</summary>
public static class DriftProblems
{
    /// <summary>There is no such finding.</summary>
    public static readonly ProblemCode NoFinding = new("GW2082", "no such finding", ExitCode.BadArguments);
}
