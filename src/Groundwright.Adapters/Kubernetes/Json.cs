using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Reads objects of Kubernetes: what is absent or of another kind is simply not there.</summary>
internal static class Json
{
    private static readonly JsonReaderOptions OneAfterAnother = new() { AllowMultipleValues = true };

    /// <summary>A member of an object; null when there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string name) => node is JsonObject map && map.TryGetPropertyValue(name, out var value) ? value : null;

    /// <summary>A member that is a string; else null.</summary>
    public static string? Text(this JsonNode? node, string name) => node.At(name) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A member that is a whole number; else null.</summary>
    public static long? Number(this JsonNode? node, string name) => node.At(name) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    /// <summary>A member that is a truth value; else false.</summary>
    public static bool Flag(this JsonNode? node, string name) => node.At(name) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The objects in a member that is a list.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, string name) => (node.At(name) as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The strings of a member that is a map.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Map(this JsonNode? node, string name) =>
        (node.At(name) as JsonObject ?? []).Where(pair => pair.Value is JsonValue).Select(pair => KeyValuePair.Create(pair.Key, pair.Value!.ToString()));

    /// <summary>The objects of an answer: a list, or one object.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? answer) => answer switch
    {
        null => [],
        JsonObject list when list.Text("kind") is { } kind && kind.EndsWith("List", StringComparison.Ordinal) && list.At("items") is JsonArray => list.Items("items"),
        JsonObject one => [one],
        _ => [],
    };

    /// <summary>Objects that stand one after another.</summary>
    public static IReadOnlyList<JsonObject> Sequence(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), OneAfterAnother);
        var objects = new List<JsonObject>();
        while (reader.Read())
            if (JsonNode.Parse(ref reader) is JsonObject found) objects.Add(found);
        return objects;
    }
}
