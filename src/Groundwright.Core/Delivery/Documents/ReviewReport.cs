using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>What a review found: <c>review.json</c> (contract A6).</summary>
/// <param name="Success">Whether nothing stands in the way, in the reviewer's word; decide by <see cref="Blockers"/>.</param>
/// <param name="Summary">A few sentences.</param>
/// <param name="Issues">The findings.</param>
public sealed record ReviewReport(bool Success, string Summary, IReadOnlyList<ReviewIssue> Issues)
{
    /// <summary>Name of the file in the folder of a run.</summary>
    public const string FileName = "review.json";

    /// <summary>A report whose success follows from its findings.</summary>
    public static ReviewReport Of(string summary, IReadOnlyList<ReviewIssue> issues) =>
        new(!issues.Any(issue => issue.Severity is ReviewSeverity.Blocker), summary, issues);

    /// <summary>The findings that must be gone before the change is merged.</summary>
    [JsonIgnore]
    public IEnumerable<ReviewIssue> Blockers => Issues.Where(issue => issue.Severity is ReviewSeverity.Blocker);

    /// <summary>Reads what an agent (or a person) wrote. All problems at once, nothing guessed.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <exception cref="GroundwrightException">GW1656, one for each thing wrong.</exception>
    public static ReviewReport Read(string json, string file) => ReviewReader.Read(json, file);

    /// <summary>The text of <c>review.json</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReviewFormat.Readable.ReviewReport) + "\n";

    /// <summary>The published JSON Schema of <c>review.json</c>.</summary>
    public static string Schema()
    {
        var schema = (JsonObject)ReviewFormat.Readable.ReviewReport.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
            {
                if (context.TypeInfo.Kind is JsonTypeInfoKind.Object && node is JsonObject shape) shape["additionalProperties"] = false;
                return node;
            },
        });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", FileName);
        return schema.ToJsonString(ReviewFormat.Readable.Options) + "\n";
    }
}

/// <summary>One finding.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="File">Relative to the repository; null when it concerns no file.</param>
/// <param name="Line">From 1; null when it concerns no line.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Resolution">What to do, or what was done about it.</param>
public sealed record ReviewIssue(ReviewSeverity Severity, string? File, int? Line, string Text, string Resolution);

/// <summary>How bad a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewSeverity>))]
public enum ReviewSeverity
{
    /// <summary>A matter of taste.</summary>
    [JsonStringEnumMemberName("skippable")] Skippable,

    /// <summary>Can be merged, should be mended later.</summary>
    [JsonStringEnumMemberName("tech_debt")] TechDebt,

    /// <summary>Must not be merged.</summary>
    [JsonStringEnumMemberName("blocker")] Blocker,
}

/// <summary>How <c>review.json</c> is written.</summary>
[JsonSerializable(typeof(ReviewReport))]
internal sealed partial class ReviewFormat : JsonSerializerContext
{
    /// <summary>Findings quote code: <c>&lt;</c> and letters of all scripts stay readable.</summary>
    public static ReviewFormat Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
