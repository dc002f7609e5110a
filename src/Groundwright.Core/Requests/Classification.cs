using System.Text.Json.Serialization;

namespace Groundwright.Core.Requests;

/// <summary>What is made of a request: a class, or a refusal.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Classified), "classified")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record Classification
{
    /// <summary>Why, in a few words for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Id of the rule that decided, such as <c>label</c> or <c>refuse-secrets</c>; <c>agent</c> for a second opinion.</summary>
    public required string Rule { get; init; }
}

/// <summary>It is worked on.</summary>
public sealed record Classified : Classification
{
    /// <summary>As what.</summary>
    public required RequestClass Class { get; init; }

    /// <summary>How sure that is.</summary>
    public required Confidence Confidence { get; init; }
}

/// <summary>It is not worked on.</summary>
public sealed record Refused : Classification;

/// <summary>How sure a classification is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    /// <summary>A guess; a second opinion decides.</summary>
    [JsonStringEnumMemberName("unsure")] Unsure,

    /// <summary>The words of the title say so.</summary>
    [JsonStringEnumMemberName("likely")] Likely,

    /// <summary>A person said so: a label or a written class.</summary>
    [JsonStringEnumMemberName("certain")] Certain,
}
