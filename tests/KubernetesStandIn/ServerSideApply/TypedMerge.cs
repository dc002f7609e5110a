using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>Lays what someone applies over what is there, by the list keys of the schema.</summary>
internal static class TypedMerge
{
    public static JsonNode? Merge(JsonNode? live, JsonNode? applied, Schema? schema) => (live, applied) switch
    {
        (JsonObject old, JsonObject wanted) when schema?.IsAtomicMap != true => MergeMaps(old, wanted, schema),
        (JsonArray old, JsonArray wanted) when schema is { List: not ListKind.Atomic } => MergeLists(old, wanted, schema),
        _ => applied?.DeepClone(),
    };

    /// <summary>Takes out what an owner applied before and does not apply now, unless someone else owns it too.</summary>
    /// <param name="merged">Changed in place.</param>
    /// <param name="schema">Its shape.</param>
    /// <param name="before">What the owner applied before.</param>
    /// <param name="kept">What it applies now, and what the others own.</param>
    public static void Prune(JsonObject merged, Schema schema, FieldSet before, IReadOnlyList<FieldSet> kept) => PruneMap(merged, schema, "", before, kept);

    private static JsonObject MergeMaps(JsonObject old, JsonObject wanted, Schema? schema)
    {
        var result = old.Copy();
        foreach (var (name, value) in wanted) result[name] = Merge(result[name], value, schema?.Field(name));
        return result;
    }

    private static JsonArray MergeLists(JsonArray old, JsonArray wanted, Schema schema)
    {
        var result = old.Select(item => (Word: FieldPath.Item(item, schema), Item: item?.DeepClone())).ToList();
        foreach (var item in wanted)
        {
            var word = FieldPath.Item(item, schema);
            var at = result.FindIndex(known => known.Word == word);
            if (at < 0) result.Add((word, item?.DeepClone()));
            else result[at] = (word, Merge(result[at].Item, item, schema.Items));
        }
        return new JsonArray([.. result.Select(pair => pair.Item)]);
    }

    private static void PruneMap(JsonObject map, Schema? schema, string path, FieldSet before, IReadOnlyList<FieldSet> kept)
    {
        foreach (var name in map.Select(field => field.Key).ToList())
        {
            var below = FieldPath.Below(path, FieldPath.Field(name));
            if (!before.Reaches(below)) continue;
            if (IsGone(below, before, kept)) map.Remove(name);
            else if (PruneBelow(map[name], schema?.Field(name), below, before, kept) && !kept.Any(set => set.Reaches(below))) map.Remove(name);
        }
    }

    /// <summary>True when nothing is left below.</summary>
    private static bool PruneBelow(JsonNode? node, Schema? schema, string path, FieldSet before, IReadOnlyList<FieldSet> kept)
    {
        if (node is JsonObject map)
        {
            PruneMap(map, schema, path, before, kept);
            return map.Count == 0;
        }
        if (node is not JsonArray list || schema is null or { List: ListKind.Atomic }) return false;
        foreach (var item in list.ToList())
        {
            var below = FieldPath.Below(path, FieldPath.Item(item, schema));
            if (!before.Reaches(below)) continue;
            if (IsGone(below, before, kept)) list.Remove(item);
            else PruneBelow(item, schema.Items, below, before, kept);
        }
        return list.Count == 0;
    }

    private static bool IsGone(string path, FieldSet before, IReadOnlyList<FieldSet> kept) => before.Contains(path) && !kept.Any(set => set.Reaches(path));
}
