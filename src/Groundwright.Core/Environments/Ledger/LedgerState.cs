namespace Groundwright.Core.Environments.Ledger;

/// <summary>What the ledger says. Immutable; changed by <see cref="ILedger.Write"/>.</summary>
public sealed record LedgerState
{
    /// <summary>An empty ledger.</summary>
    public static LedgerState Empty { get; } = new();

    /// <summary>All releases of all environments, oldest first. Only ever added to.</summary>
    public IReadOnlyList<Release> Releases { get; init; } = [];

    /// <summary>What was said about releases afterwards, oldest first. Only ever added to.</summary>
    public IReadOnlyList<ReleaseMark> Marks { get; init; } = [];

    /// <summary>What is so about an environment now, by name. One that is not here has nothing said about it.</summary>
    public IReadOnlyDictionary<string, EnvironmentRecord> Environments { get; init; } = new Dictionary<string, EnvironmentRecord>();

    /// <summary>The end of the audit chain: its last record, or nothing when it is empty. Written by the ledger itself; a change must not touch it. All of it: <see cref="IAuditLog"/>.</summary>
    public IReadOnlyList<AuditRecord> Audit { get; init; } = [];

    /// <summary>How far the audit chain goes.</summary>
    public AuditHead Head => Audit.Count == 0 ? AuditHead.Empty : new AuditHead(Audit[^1].Number, Audit[^1].Hash);

    /// <summary>What is so about an environment.</summary>
    public EnvironmentRecord Of(string environment) => Environments.GetValueOrDefault(environment) ?? new EnvironmentRecord();

    /// <summary>The same ledger with another record of an environment.</summary>
    public LedgerState With(string environment, EnvironmentRecord record) =>
        this with { Environments = new Dictionary<string, EnvironmentRecord>(Environments) { [environment] = record } };

    /// <summary>The releases of an environment, oldest first.</summary>
    public IReadOnlyList<Release> ReleasesOf(string environment) => [.. Releases.Where(release => release.Environment == environment)];

    /// <summary>What is in an environment now: its newest release. Null: nothing was released there, or it was destroyed since.</summary>
    /// <remarks>A destroy that failed half-way leaves what was there before in charge of what is left.</remarks>
    public Release? Current(string environment) =>
        ReleasesOf(environment).LastOrDefault(release => release is not { Mode: ReleaseModes.Destroy, Healthy: false }) is { Mode: not ReleaseModes.Destroy } last ? last : null;

    /// <summary>The release that a run made of a commit in an environment; null when it made none.</summary>
    public Release? Find(string environment, string runId, string commit) =>
        Releases.LastOrDefault(release => release.Environment == environment && release.RunId == runId && release.Commit == commit);

    /// <summary>Whether a release passed its checks and nobody marked it bad since.</summary>
    public bool IsGood(Release release) => release.Healthy && !Marks.Any(mark => mark.ReleaseId == release.Id && mark.Verdict == ReleaseVerdict.Bad);

    /// <summary>The newest release of an environment that is good, leaving out one; null when there is none.</summary>
    public Release? LastGood(string environment, string? except = null) =>
        ReleasesOf(environment).LastOrDefault(release => release.Id != except && release.Mode != ReleaseModes.Destroy && IsGood(release));
}

/// <summary>What is so about an environment now. Every part is null or empty when there is nothing to say.</summary>
public sealed record EnvironmentRecord
{
    /// <summary>Why automatic deploys wait: a rollback stays until a person lets go (rule R9).</summary>
    public Notice? Hold { get; init; }

    /// <summary>Why nothing at all is applied: an apply whose outcome nobody knows (rules X5, X9).</summary>
    public Notice? Quarantine { get; init; }

    /// <summary>Why nothing is deployed for now, said by a person.</summary>
    public Notice? Freeze { get; init; }

    /// <summary>Runs that wait for the environment, first come first served.</summary>
    public IReadOnlyList<QueueEntry> Queue { get; init; } = [];

    /// <summary>What drifted, one finding a target at most.</summary>
    public IReadOnlyList<DriftFinding> Drift { get; init; } = [];
}

/// <summary>Something somebody decided, with the reason.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">Who.</param>
/// <param name="At">Since when.</param>
/// <param name="RunId">Run it comes from; null: none.</param>
public sealed record Notice(string Reason, string By, DateTimeOffset At, string? RunId = null);

/// <summary>A run that waits for an environment.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Commit">What it would deploy.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="At">Since when.</param>
/// <param name="Automatic">Whether a newer one may take its place (<c>superseded</c>).</param>
public sealed record QueueEntry(string RunId, string Commit, string Actor, DateTimeOffset At, bool Automatic);

/// <summary>A target that is not what its last release made it.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Since">Release it drifted from.</param>
/// <param name="Found">When it was first seen.</param>
/// <param name="Changes">What differs.</param>
public sealed record DriftFinding(string Target, string Since, DateTimeOffset Found, IReadOnlyList<ResourceChange> Changes)
{
    /// <summary>Set when somebody accepts it for a while.</summary>
    public Notice? Ignored { get; init; }

    /// <summary>Until when it is accepted; null: not.</summary>
    public DateTimeOffset? IgnoredUntil { get; init; }
}
