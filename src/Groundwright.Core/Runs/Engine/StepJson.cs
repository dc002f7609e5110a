using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Groundwright.Core.Runs.Engine;

/// <summary>How inputs and results of steps are written down.</summary>
internal static class StepJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    /// <summary>A result as it goes into the journal.</summary>
    public static JsonElement Write<T>(T value) => value is null ? Null : JsonSerializer.SerializeToElement(value, Options);

    /// <summary>A result as it comes out of the journal.</summary>
    public static T Read<T>(JsonElement value) => value.Deserialize<T>(Options)!;

    /// <summary>Hash of a step's input; the same input gives the same hash in every version.</summary>
    public static string Hash(object? input)
    {
        if (input is null) return "-";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), Options);
        return Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));
    }
}
