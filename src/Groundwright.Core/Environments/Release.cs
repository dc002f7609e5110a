using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments;

/// <summary>What was put into an environment, with evidence.</summary>
public sealed record Release
{
    /// <summary><c>&lt;env&gt;-&lt;date&gt;-&lt;n&gt;</c>, such as <c>dev-2026-11-20-3</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>One of <see cref="ReleaseModes"/>.</summary>
    public required string Mode { get; init; }

    /// <summary>Who asked for it; null in releases of earlier versions.</summary>
    public string? Actor { get; init; }

    /// <summary>One line: what was asked for, such as the title of the issue.</summary>
    public string? Title { get; init; }

    /// <summary>What is there besides the commit, by name: <c>image</c> for the machine image, and <c>target.name</c> for what targets tell of themselves (image tags, chart versions, revisions).</summary>
    public IReadOnlyDictionary<string, string>? Versions { get; init; }

    /// <summary>The machine image that was deployed; null: none.</summary>
    [JsonIgnore]
    public string? Image => Versions?.GetValueOrDefault(ImageVersion);

    /// <summary>Name of the machine image among <see cref="Versions"/>.</summary>
    public const string ImageVersion = "image";

    /// <summary>Release that a rollback went back to, or that was promoted; null: neither.</summary>
    public string? From { get; init; }

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

    /// <summary>What was left of the soak time when it was skipped, in whole seconds; null: nothing was skipped.</summary>
    public TimeSpan? SoakSkipped { get; init; }

    /// <summary>How far the audit chain went when this was written (rule J10); null in releases of earlier versions.</summary>
    public Ledger.AuditHead? Audit { get; init; }

    /// <summary>Whether the checks passed.</summary>
    public required bool Healthy { get; init; }

    /// <summary>When the first apply began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When the last check ended.</summary>
    public required DateTimeOffset Ended { get; init; }
}

/// <summary>How a release came about.</summary>
public static class ReleaseModes
{
    /// <summary>Something new.</summary>
    public const string Deploy = "deploy";

    /// <summary>What was good in the environment before.</summary>
    public const string Rollback = "rollback";

    /// <summary>The same commit again.</summary>
    public const string Redeploy = "redeploy";

    /// <summary>Everything taken away.</summary>
    public const string Destroy = "destroy";
}
