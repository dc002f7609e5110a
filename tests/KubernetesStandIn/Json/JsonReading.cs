using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubernetesStandIn.Json;

/// <summary>Reads and writes below a JSON object without a test at every level. What is not there, or is of another kind, reads as null.</summary>
internal static class JsonReading
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static long? Number(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && decimal.TryParse(value.ToJsonString(), out var number) ? (long)number : null;

    public static bool Flag(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public static IEnumerable<JsonObject> Objects(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray ?? []).OfType<JsonObject>();

    public static IEnumerable<string> Texts(this JsonNode? node, params ReadOnlySpan<string> path) =>
        (node.At(path) as JsonArray ?? []).Select(item => item.Text()).OfType<string>();

    /// <summary>The object at a path, made where it is missing.</summary>
    public static JsonObject Ensure(this JsonObject node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node[name] is not JsonObject child) node[name] = child = [];
            node = child;
        }
        return node;
    }

    /// <summary>Sets a field that has no value yet.</summary>
    public static void Default(this JsonObject node, string name, JsonNode value)
    {
        if (node[name] is null) node[name] = value;
    }

    public static JsonObject Copy(this JsonObject node) => node.DeepClone().AsObject();

    /// <summary>The JSON text without escapes that only HTML needs.</summary>
    public static string Plain(this JsonNode? node) => node?.ToJsonString(Unescaped) ?? "null";

    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);

    /// <summary>Takes out every field that is null, as the real server does when it reads an object.</summary>
    public static void DropNulls(JsonNode? node)
    {
        if (node is JsonArray list)
            foreach (var item in list) DropNulls(item);
        if (node is not JsonObject map) return;
        foreach (var (name, value) in map.ToList())
        {
            if (value is null) map.Remove(name);
            else DropNulls(value);
        }
    }
}
