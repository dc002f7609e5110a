using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Patches;

/// <summary>A list of operations (RFC 6902).</summary>
internal static class JsonPatch
{
    /// <summary>The patched object. An operation that does not fit throws <see cref="FormatException"/>.</summary>
    public static JsonObject Apply(JsonObject live, JsonArray operations)
    {
        var result = live.Copy();
        foreach (var operation in operations.Objects()) result = Apply(result, operation);
        return result;
    }

    private static JsonObject Apply(JsonObject root, JsonObject operation)
    {
        var at = Pointer(operation, "path");
        var value = operation["value"]?.DeepClone();
        switch (operation.Text("op"))
        {
            case "add" or "replace" when at.IsRoot:
                return value as JsonObject ?? throw new FormatException("the whole object can only be replaced by an object");
            case "add":
                at.Add(root, value);
                return root;
            case "replace":
                at.Replace(root, value);
                return root;
            case "remove":
                at.Remove(root);
                return root;
            case "test":
                return JsonReading.Same(at.Get(root), value) ? root : throw new FormatException($"testing value {at.Text} failed");
            case "copy":
                at.Add(root, Pointer(operation, "from").Get(root)?.DeepClone());
                return root;
            case "move":
                var from = Pointer(operation, "from");
                var moved = from.Get(root)?.DeepClone();
                from.Remove(root);
                at.Add(root, moved);
                return root;
            default:
                throw new FormatException($"unexpected kind of operation: {operation.Plain()}");
        }
    }

    private static JsonPointer Pointer(JsonObject operation, string name) => new(operation.Text(name) ?? throw new FormatException($"an operation lacks `{name}`"));
}
