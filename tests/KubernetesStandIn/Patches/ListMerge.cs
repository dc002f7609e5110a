using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Patches;

/// <summary>Merges lists of a strategic merge patch: items with the same key are patched, others are added, <c>$patch: delete</c> takes one out.</summary>
internal static class ListMerge
{
    public static JsonArray Merge(JsonArray live, JsonArray patch, Schema schema)
    {
        if (patch.Objects().Any(item => item.Text("$patch") == "replace"))
            return new JsonArray([.. patch.Objects().Where(item => !item.ContainsKey("$patch")).Select(item => item.Copy())]);
        var result = live.Select(item => item?.DeepClone()).ToList();
        foreach (var item in patch) Merge(result, item, schema);
        return new JsonArray([.. result]);
    }

    /// <summary>The items in the order that is asked for; those it does not name keep their place behind the one they followed.</summary>
    public static JsonArray Ordered(JsonArray list, JsonArray order, string? key)
    {
        var wanted = order.Select(item => KeyOf(item, key)).ToList();
        var rank = -1;
        var ranked = list.Select(item => (Item: item, Rank: rank = wanted.IndexOf(KeyOf(item, key)) is var at and >= 0 ? at : rank)).ToList();
        return new JsonArray([.. ranked.OrderBy(pair => pair.Rank).Select(pair => pair.Item?.DeepClone())]);
    }

    private static void Merge(List<JsonNode?> result, JsonNode? item, Schema schema)
    {
        var key = schema.MergeKey;
        if (key is null || item is not JsonObject change)
        {
            if (!result.Any(known => JsonReading.Same(known, item))) result.Add(item?.DeepClone());
            return;
        }
        if (change[key] is null) throw new FormatException($"map: {change.Plain()} does not contain declared merge key: {key}");
        var at = result.FindIndex(known => KeyOf(known, key) == KeyOf(change, key));
        if (change.Text("$patch") == "delete")
        {
            if (at >= 0) result.RemoveAt(at);
            return;
        }
        var merged = StrategicMergePatch.Apply(at >= 0 ? result[at]!.AsObject() : [], change, schema.Items);
        if (at >= 0) result[at] = merged;
        else result.Add(merged);
    }

    private static string KeyOf(JsonNode? item, string? key) => (key is not null && item is JsonObject map ? map[key] : item)?.Plain() ?? "";
}
