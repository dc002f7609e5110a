using System.Text.Json.Serialization;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>How the files of the ledger are written: one line of JSON each, everything beyond ASCII escaped.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Release))]
[JsonSerializable(typeof(ReleaseMark))]
[JsonSerializable(typeof(EnvironmentRecord))]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(SeenHead))]
internal sealed partial class LedgerFormat : JsonSerializerContext;
