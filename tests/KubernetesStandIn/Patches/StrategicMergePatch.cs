using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Patches;

/// <summary>A merge patch that knows, from the schema, which lists are merged by a key. <see cref="ListMerge"/> merges those.</summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFrom = "$deleteFromPrimitiveList/";
    private const string SetOrder = "$setElementOrder/";

    public static JsonObject Apply(JsonObject live, JsonObject patch, Schema? schema)
    {
        if (patch.Text(Directive) == "replace") return Without(patch);
        if (patch.Text(Directive) == "delete") return [];
        var result = live.Copy();
        if (patch[RetainKeys] is JsonArray retained)
            foreach (var name in result.Select(field => field.Key).Except(retained.Texts()).ToList()) result.Remove(name);
        foreach (var (name, value) in patch.Where(field => field.Key[0] != '$')) SetField(result, patch, name, value, schema?.Field(name));
        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith(DeleteFrom, StringComparison.Ordinal)))
            Take(result, name[DeleteFrom.Length..], value);
        // An order may come alone, when nothing of the items changes.
        foreach (var (name, order) in patch.Where(field => field.Key.StartsWith(SetOrder, StringComparison.Ordinal)))
            if (result[name[SetOrder.Length..]] is JsonArray list) result[name[SetOrder.Length..]] = ListMerge.Ordered(list, order as JsonArray ?? [], schema?.Field(name[SetOrder.Length..])?.MergeKey);
        return result;
    }

    private static void SetField(JsonObject result, JsonObject patch, string name, JsonNode? value, Schema? schema)
    {
        switch (value)
        {
            case null:
                result.Remove(name);
                break;
            case JsonObject changes when changes.Text(Directive) == "delete":
                result.Remove(name);
                break;
            case JsonObject changes:
                result[name] = Apply(result[name] as JsonObject ?? [], changes, schema);
                break;
            case JsonArray items when schema?.PatchMerges == true:
                result[name] = ListMerge.Merge(result[name] as JsonArray ?? [], items, schema);
                break;
            default:
                result[name] = value.DeepClone();
                break;
        }
    }

    private static void Take(JsonObject result, string name, JsonNode? values)
    {
        if (result[name] is not JsonArray list || values is not JsonArray gone) return;
        result[name] = new JsonArray([.. list.Where(item => !gone.Any(value => JsonReading.Same(value, item))).Select(item => item?.DeepClone())]);
    }

    private static JsonObject Without(JsonObject patch)
    {
        var copy = patch.Copy();
        copy.Remove(Directive);
        return copy;
    }
}
