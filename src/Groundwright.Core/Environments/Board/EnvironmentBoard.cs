using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Environments.Board;

/// <summary>Which version is where, since when, by whom, healthy or not, and what may go next.</summary>
/// <param name="settings">The environments, in file order.</param>
/// <param name="ledger">What was done to them.</param>
/// <param name="now">The moment it is looked at.</param>
public sealed class EnvironmentBoard(Settings settings, LedgerState ledger, DateTimeOffset now)
{
    /// <summary>One row an environment.</summary>
    public IReadOnlyList<BoardRow> Rows => [.. settings.Environments.Select(Row)];

    /// <summary>The row of one environment.</summary>
    public BoardRow Row(EnvironmentSettings environment)
    {
        var record = ledger.Of(environment.Name);
        var release = ledger.Current(environment.Name);
        var (next, command) = Next(environment, record, release);
        return new BoardRow(environment.Name, release?.Commit, release?.Id, release?.Ended, release?.Actor, Health(release), next, command)
        {
            Hold = record.Hold,
            Quarantine = record.Quarantine,
            Freeze = record.Freeze ?? (environment.Freeze is { } reason ? new Notice(reason, "groundwright.yaml", now) : null),
            Queue = record.Queue,
            Drift = [.. record.Drift.Where(finding => finding.IgnoredUntil is not { } until || until <= now)],
            Url = environment.Url,
        };
    }

    private BoardHealth? Health(Release? release)
    {
        if (release is null) return null;
        var passed = release.Checks.Count(check => check.StartsWith('✓'));
        return new BoardHealth(ledger.IsGood(release), passed, release.Checks.Count, release.Checks.FirstOrDefault(check => check.StartsWith('✗'))?[2..]);
    }

    private (string Words, string? Command) Next(EnvironmentSettings environment, EnvironmentRecord record, Release? release)
    {
        if (record.Quarantine is { } quarantine) return ($"! quarantined: {quarantine.Reason}", $"gw env clear {environment.Name}");
        if (release is not null && !ledger.IsGood(release)) return ($"! {Health(release)!.Failed ?? "marked bad"}", $"gw rollback {environment.Name}");
        if (record.Hold is { } hold) return ($"on hold: {hold.Reason}", $"gw env release {environment.Name}");
        if (record.Freeze is { } freeze) return ($"frozen: {freeze.Reason}", $"gw env unfreeze {environment.Name}");
        if (record.Queue.Count > 0) return ($"{record.Queue.Count} waiting", null);
        if (release is null) return ("nothing released yet", $"gw deploy {environment.Name}");
        return settings.Environments.Where(one => one.After.Contains(environment.Name)).Select(later => Onward(release, later)).FirstOrDefault(step => step.Words.Length > 0, ("", null));
    }

    private (string Words, string? Command) Onward(Release release, EnvironmentSettings later)
    {
        if (ledger.Current(later.Name)?.Tree == release.Tree) return ("", null);
        var left = later.Soak is { } soak ? release.Ended + soak - now : TimeSpan.Zero;
        return left > TimeSpan.Zero ? ($"soaking, {Math.Ceiling(left.TotalMinutes):0} min left", null) : ($"promote {later.Name}", $"gw promote {later.Name}");
    }
}

/// <summary>One environment on the board.</summary>
/// <param name="Environment">Name.</param>
/// <param name="Version">Commit that is there; null: nothing.</param>
/// <param name="Release">Release that put it there; null: none.</param>
/// <param name="Since">When that ended.</param>
/// <param name="By">Who asked for it; null when not known.</param>
/// <param name="Health">What its checks said; null: nothing was released.</param>
/// <param name="Next">What may or should be done next, in words; empty: nothing.</param>
/// <param name="Command">The command for it; null: none.</param>
public sealed record BoardRow(string Environment, string? Version, string? Release, DateTimeOffset? Since, string? By, BoardHealth? Health, string Next, string? Command)
{
    /// <summary>Why automatic deploys wait.</summary>
    public Notice? Hold { get; init; }

    /// <summary>Why nothing is applied.</summary>
    public Notice? Quarantine { get; init; }

    /// <summary>Why nothing is deployed for now.</summary>
    public Notice? Freeze { get; init; }

    /// <summary>Runs that wait for it.</summary>
    public IReadOnlyList<QueueEntry> Queue { get; init; } = [];

    /// <summary>What drifted and is not ignored.</summary>
    public IReadOnlyList<DriftFinding> Drift { get; init; } = [];

    /// <summary>Its address; null: none.</summary>
    public string? Url { get; init; }
}

/// <summary>What the checks of a release said.</summary>
/// <param name="Good">Whether all passed and nobody said otherwise since.</param>
/// <param name="Passed">How many passed.</param>
/// <param name="Total">How many there were.</param>
/// <param name="Failed">The first that did not pass; null: none.</param>
public sealed record BoardHealth(bool Good, int Passed, int Total, string? Failed);
