using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Everything an apply does, as one file: the artifact of a plan.</summary>
internal sealed record ApplyOrder
{
    /// <summary>kubectl context; null: the current one.</summary>
    public required string? Context { get; init; }

    /// <summary>Names of variables of ours that kubectl may see.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>The record with which the apply begins. The server takes it only when nobody applied since it was planned.</summary>
    public required JsonObject Begin { get; init; }

    /// <summary>The record with which it ends; null: it is deleted, since nothing is left.</summary>
    public required JsonObject? End { get; init; }

    /// <summary>Objects that are applied.</summary>
    public required IReadOnlyList<JsonObject> Objects { get; init; }

    /// <summary>Objects that are deleted, in this order: exactly those that were planned.</summary>
    public required IReadOnlyList<JsonObject> Deleted { get; init; }

    public byte[] Write() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this));

    public static ApplyOrder Read(byte[] file) => JsonSerializer.Deserialize<ApplyOrder>(file)!;
}
