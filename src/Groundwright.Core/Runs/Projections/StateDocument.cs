using System.Text.Json.Serialization;

namespace Groundwright.Core.Runs.Projections;

/// <summary>The shape of the state file, for its schema. Values are read one by one by <see cref="StateFile"/>, which keeps what it does not know.</summary>
internal sealed record StateDocument
{
    [JsonPropertyName(StateFields.IpeId)] public required string IpeId { get; init; }
    [JsonPropertyName(StateFields.IssueNumber)] public string? IssueNumber { get; init; }
    [JsonPropertyName(StateFields.BranchName)] public string? BranchName { get; init; }
    [JsonPropertyName(StateFields.SpecFile)] public string? SpecFile { get; init; }
    [JsonPropertyName(StateFields.IssueClass)] public string? IssueClass { get; init; }
    [JsonPropertyName(StateFields.WorktreePath)] public string? WorktreePath { get; init; }
    [JsonPropertyName(StateFields.Environment)] public string? Environment { get; init; }
    [JsonPropertyName(StateFields.TerraformDir)] public string? TerraformDir { get; init; }
    [JsonPropertyName(StateFields.ModelSet)] public string? ModelSet { get; init; }
    [JsonPropertyName(StateFields.AllIpes)] public IReadOnlyList<string>? AllIpes { get; init; }
    [JsonPropertyName(StateFields.AmiVersion)] public string? AmiVersion { get; init; }
    [JsonPropertyName(StateFields.VersionStrategy)] public string? VersionStrategy { get; init; }
    [JsonPropertyName(StateFields.BuildTimeout)] public double? BuildTimeout { get; init; }
    [JsonPropertyName(StateFields.Groundwright)] public GroundwrightState? Groundwright { get; init; }
}

/// <summary>What Groundwright adds to the state file, under its own key.</summary>
internal sealed record GroundwrightState
{
    /// <summary>Version of this object.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Version of Groundwright that started the run.</summary>
    public required string Tool { get; init; }

    /// <summary>Where the run stands: <c>running</c>, <c>waiting</c>, <c>unknown</c>, <c>open</c>, <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>succeeded</c>, <c>failed</c> or <c>cancelled</c>; null while the run has not ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Problem { get; init; }

    public required string Title { get; init; }

    /// <summary>What was asked for last.</summary>
    public string? Workflow { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public required IReadOnlyList<StatePhase> Phases { get; init; }

    /// <summary>Tokens used, as far as agents said; null: unknown.</summary>
    public long? Tokens { get; init; }

    /// <summary>US dollars spent, as far as agents said; null: unknown.</summary>
    public decimal? Usd { get; init; }
}

/// <summary>One phase of the run, in the order they began.</summary>
internal sealed record StatePhase(string Name, string Status, string Summary);

/// <summary>How the state file is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StateDocument))]
[JsonSerializable(typeof(GroundwrightState))]
internal sealed partial class StateFormat : JsonSerializerContext;
