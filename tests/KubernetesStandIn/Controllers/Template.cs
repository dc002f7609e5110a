using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>Pod templates: their hash, and the pods made from them.</summary>
internal static class Template
{
    /// <summary>The same for the same template.</summary>
    public static string Hash(JsonObject owner) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(owner.At("spec", "template"))?.ToJsonString() ?? "")))[..10];

    public static JsonObject Pod(JsonObject owner, string name, string? hashLabel = null)
    {
        var template = owner.At("spec", "template") as JsonObject ?? [];
        var meta = (template["metadata"] as JsonObject ?? []).Copy();
        meta["namespace"] = owner.Text("metadata", "namespace");
        meta["name"] = name;
        meta["ownerReferences"] = Cluster.OwnerOf(owner);
        if (hashLabel is not null) meta.Ensure("labels")[hashLabel] = Hash(owner);
        return new JsonObject { ["metadata"] = meta, ["spec"] = template["spec"]?.DeepClone() };
    }

    public static string RandomName(string prefix) => $"{prefix}-{Guid.NewGuid().ToString("N")[..5]}";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
