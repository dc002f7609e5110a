using System.Text.Json.Serialization;

namespace Groundwright.Core.Runs.Journal;

/// <summary>How events are written. One JSON object a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(InboxMessage))]
public sealed partial class JournalFormat : JsonSerializerContext
{
    /// <summary>Version written in <see cref="RunStarted.Version"/>. Older ones are read, newer ones refused.</summary>
    public const int Version = 1;
}
