using System.Text.Json.Nodes;

namespace KubernetesStandIn.Patches;

/// <summary>Fields replace fields, null removes (RFC 7386).</summary>
internal static class MergePatch
{
    public static JsonNode? Apply(JsonNode? live, JsonNode? patch)
    {
        if (patch is not JsonObject changes) return patch?.DeepClone();
        var result = live is JsonObject map ? map.DeepClone().AsObject() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null) result.Remove(name);
            else result[name] = Apply(result[name], value);
        }
        return result;
    }
}
