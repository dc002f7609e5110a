using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments;

/// <summary>A saved plan: what would change, and everything that must still be so when it is applied.</summary>
public sealed record TargetPlan
{
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>SHA-256 of the plan artifact's bytes, lower-case hex. Its first characters are what people approve.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the artifact lies, encrypted; absolute.</summary>
    public required string Artifact { get; init; }

    /// <summary>Bound values by name (rule X7): <c>tree</c>, <c>lineage</c>, <c>serial</c>, <c>workspace</c>, <c>backend</c>, <c>tool</c>, <c>lock-file</c>, <c>variables</c> ...</summary>
    public required IReadOnlyDictionary<string, string> Binding { get; init; }

    /// <summary>What would change.</summary>
    public required IReadOnlyList<ResourceChange> Changes { get; init; }

    /// <summary>The plan for people, sensitive values removed, at most 64 KiB.</summary>
    public required string Text { get; init; }

    /// <summary>When it stops being valid.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>What the policy rules say about it.</summary>
    public IReadOnlyList<PolicyFinding> Findings { get; init; } = [];

    /// <summary>How many resources would be added; a replacement counts here and under <see cref="Deletes"/>.</summary>
    [JsonIgnore]
    public int Adds => Changes.Count(change => change.Action is ChangeAction.Create or ChangeAction.Replace);

    /// <summary>How many would be changed in place.</summary>
    [JsonIgnore]
    public int Updates => Changes.Count(change => change.Action is ChangeAction.Update);

    /// <summary>How many would be destroyed.</summary>
    [JsonIgnore]
    public int Deletes => Changes.Count(change => change.Action is ChangeAction.Delete or ChangeAction.Replace);

    /// <summary>Nothing would change: no resource, no output, no address.</summary>
    [JsonIgnore]
    public bool IsEmpty => Changes.All(change => change.Action is ChangeAction.Read);
}

/// <summary>What would be done to a resource.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChangeAction>))]
public enum ChangeAction
{
    /// <summary>Nothing is done to a resource, but applying still changes what is recorded: an output, an address, an import.</summary>
    None,

    /// <summary>It is read during the apply.</summary>
    Read,

    /// <summary>It is new.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is destroyed and made again.</summary>
    Replace,

    /// <summary>It is destroyed.</summary>
    Delete,
}

/// <summary>One resource in a plan.</summary>
/// <param name="Address">Such as <c>module.x.aws_s3_bucket.logs</c>.</param>
/// <param name="Type">Such as <c>aws_s3_bucket</c>.</param>
/// <param name="Action">What would be done.</param>
/// <param name="HoldsData">Whether losing it loses data (databases, volumes, buckets ...).</param>
public sealed record ResourceChange(string Address, string Type, ChangeAction Action, bool HoldsData);

/// <summary>How bad a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicySeverity>))]
public enum PolicySeverity
{
    /// <summary>Worth knowing.</summary>
    Warning,

    /// <summary>Must be waived or changed before it is applied.</summary>
    Error,

    /// <summary>May be applied, but only behind its own approval (rule "deletions are their own gate").</summary>
    Approval,
}

/// <summary>What a policy rule says about a resource.</summary>
/// <param name="Rule">Id, such as <c>db-001</c>.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Resource">Address.</param>
/// <param name="Reason">One line for people.</param>
/// <param name="WaivedBy">Owner of the waiver that holds; null: not waived.</param>
public sealed record PolicyFinding(string Rule, PolicySeverity Severity, string Resource, string Reason, string? WaivedBy = null);
