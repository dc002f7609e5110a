using System.Text.Json.Nodes;

namespace KubernetesStandIn.Schemas;

/// <summary>Fills in the defaults of a CustomResourceDefinition, and takes out what it does not know when that is wanted.</summary>
internal static class SchemaDefaults
{
    public static void Fill(JsonNode? node, Schema schema)
    {
        if (node is JsonArray list && schema.Items is { } items)
            foreach (var item in list) Fill(item, items);
        if (node is not JsonObject map) return;
        foreach (var name in schema.Properties)
            if (map[name] is null && schema.Field(name)?.Look("default") is { } value) map[name] = value.DeepClone();
        foreach (var (name, value) in map.ToList())
            if (schema.Field(name) is { } field) Fill(value, field);
    }

    /// <summary>Takes out every field that the schema does not know.</summary>
    public static void Prune(JsonNode? node, Schema schema)
    {
        if (node is JsonArray list && schema.Items is { } items)
            foreach (var item in list) Prune(item, items);
        if (node is not JsonObject map) return;
        foreach (var (name, value) in map.ToList())
        {
            if (schema.Field(name) is { } field) Prune(value, field);
            else if (!schema.IsOpen) map.Remove(name);
        }
    }
}
