using System.Text.Json.Serialization;

namespace Groundwright.Core.Runs.Store;

/// <summary>How the small files beside a journal are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunOwner))]
[JsonSerializable(typeof(RunSummary))]
internal sealed partial class StoreFormat : JsonSerializerContext;
