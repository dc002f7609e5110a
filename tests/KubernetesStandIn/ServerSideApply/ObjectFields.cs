using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>The fields of an object that can be owned, each with its value where it is a leaf.</summary>
internal sealed class ObjectFields
{
    private static readonly string[] NeverOwned =
        ["name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields", "resourceVersion", "deletionTimestamp", "deletionGracePeriodSeconds"];

    private readonly SortedDictionary<string, JsonNode?> leaves = new(StringComparer.Ordinal);

    private ObjectFields()
    {
    }

    public static ObjectFields Of(JsonObject item, Schema schema)
    {
        var root = item.Copy();
        root.Remove("apiVersion");
        root.Remove("kind");
        var meta = root.Ensure("metadata");
        foreach (var name in NeverOwned) meta.Remove(name);
        if (meta.Count == 0) root.Remove("metadata");
        var fields = new ObjectFields();
        fields.VisitMap(root, schema, "");
        return fields;
    }

    public FieldSet Set => new(leaves.Keys);

    public JsonNode? Value(string path) => leaves.GetValueOrDefault(path);

    /// <summary>Fields that are here and not there, or have another value there.</summary>
    public FieldSet ChangedSince(ObjectFields before) =>
        new(leaves.Where(leaf => !before.leaves.TryGetValue(leaf.Key, out var old) || !JsonReading.Same(old, leaf.Value)).Select(leaf => leaf.Key));

    /// <summary>Fields that were there and are not here.</summary>
    public FieldSet GoneSince(ObjectFields before) => new(before.leaves.Keys.Where(path => !leaves.ContainsKey(path)));

    private void Visit(JsonNode? value, Schema? schema, string path)
    {
        switch (value)
        {
            case JsonObject map when schema?.IsAtomicMap != true:
                VisitMap(map, schema, path);
                break;
            case JsonArray list when schema is { List: not ListKind.Atomic }:
                foreach (var item in list)
                {
                    var below = FieldPath.Below(path, FieldPath.Item(item, schema));
                    leaves[below] = null;
                    if (schema.List == ListKind.Map) Visit(item, schema.Items, below);
                }
                break;
            default:
                leaves[path] = value;
                break;
        }
    }

    private void VisitMap(JsonObject map, Schema? schema, string path)
    {
        foreach (var (name, value) in map)
        {
            var below = FieldPath.Below(path, FieldPath.Field(name));
            Visit(value, schema?.Field(name), below);
            if (value is null or JsonObject { Count: 0 } || schema?.Declares(name) != true) leaves.TryAdd(below, null);
        }
    }
}
