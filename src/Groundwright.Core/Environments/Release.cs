namespace Groundwright.Core.Environments;

/// <summary>What was put into an environment, with evidence.</summary>
public sealed record Release
{
    /// <summary><c>&lt;env&gt;-&lt;date&gt;-&lt;n&gt;</c>, such as <c>dev-2026-11-20-3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary><c>deploy</c>, <c>rollback</c> or <c>redeploy</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Run that made it.</summary>
    public required string RunId { get; init; }

    /// <summary>Commit of the default branch that is in the environment now.</summary>
    public required string Commit { get; init; }

    /// <summary>Tree the plans were made for and applied from.</summary>
    public required string Tree { get; init; }

    /// <summary>SHA-256 of the plan applied, by target.</summary>
    public required IReadOnlyDictionary<string, string> Plans { get; init; }

    /// <summary>What was done, by target.</summary>
    public required IReadOnlyDictionary<string, AppliedChanges> Applied { get; init; }

    /// <summary>Who agreed, and how that is known, such as <c>octocat (self-attested)</c>.</summary>
    public IReadOnlyList<string> Approvals { get; init; } = [];

    /// <summary>Checks after the deploy, one line each.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Whether the checks passed.</summary>
    public required bool Healthy { get; init; }

    /// <summary>When the first apply began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last check ended.</summary>
    public required DateTimeOffset Ended { get; init; }
}
