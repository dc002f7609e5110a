using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>
/// The words of which the path of a field is made: <c>f:name</c>, <c>k:{"name":"api"}</c> for an item of a keyed list, <c>v:"x"</c> for one of a set. A path joins
/// them by line breaks, so that what is below a path begins with it.
/// </summary>
internal static class FieldPath
{
    public const char Joint = '\n';

    public static string Below(string path, string word) => path.Length == 0 ? word : path + Joint + word;

    public static string Field(string name) => "f:" + name;

    /// <summary>The word of an item of a keyed list or a set.</summary>
    public static string Item(JsonNode? item, Schema list)
    {
        if (list.List == ListKind.Set) return "v:" + (item.Plain());
        var key = new JsonObject();
        foreach (var name in list.ListKeys.Order(StringComparer.Ordinal))
            if ((item.At(name) ?? Implied(name, list)) is { } value) key[name] = value.DeepClone();
        return "k:" + key.Plain();
    }

    /// <summary>For people: <c>.spec.template.spec.containers[name="api"].image</c>.</summary>
    public static string Show(string path) => string.Concat(path.Split(Joint).Select(word => word[..2] switch
    {
        "f:" => "." + word[2..],
        "k:" => $"[{string.Join(",", JsonNode.Parse(word[2..])!.AsObject().Select(key => $"{key.Key}={key.Value.Plain()}"))}]",
        _ => $"[={word[2..]}]",
    }));

    private static JsonNode? Implied(string name, Schema list) =>
        list.Items?.Field(name)?.Look("default") ?? (name == "protocol" ? JsonValue.Create("TCP") : null);
}
