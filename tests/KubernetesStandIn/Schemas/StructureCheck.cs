using System.Text.Json;
using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas;

/// <summary>Compares an object with its schema: fields nobody knows, missing fields, types. <see cref="ValueCheck"/> looks at the values.</summary>
/// <param name="kind">For messages.</param>
/// <param name="isCustom">Objects of a CustomResourceDefinition are refused with causes, built-in ones cannot be read.</param>
internal sealed class StructureCheck(string kind, bool isCustom)
{
    private readonly Findings findings = new();

    public static Findings Of(JsonObject item, Schema schema, string kind, bool isCustom)
    {
        var check = new StructureCheck(kind, isCustom);
        check.Visit(item, schema, "");
        return check.findings;
    }

    private void Visit(JsonNode? node, Schema schema, string path)
    {
        if (node is null) return;
        if (!HasType(node, schema))
        {
            Mismatch(node, schema, path);
            return;
        }
        if (isCustom) ValueCheck.Of(node, schema, path, findings.Causes);
        if (node is JsonObject map) VisitMap(map, schema, path);
        if (node is not JsonArray list) return;
        for (var i = 0; i < list.Count; i++)
            if (schema.Items is { } items) Visit(list[i], items, $"{path}[{i}]");
        FindDuplicates(list, schema, path);
    }

    private void VisitMap(JsonObject map, Schema schema, string path)
    {
        foreach (var (name, value) in map)
        {
            var below = path.Length == 0 ? name : $"{path}.{name}";
            if (schema.Field(name) is { } field) Visit(value, field, below);
            else if (!schema.IsOpen) findings.Unknown.Add(below);
        }
        // What a controller writes into the status of a built-in kind is never missing: its type brings empty values.
        if (!isCustom && (path == "status" || path.StartsWith("status.", StringComparison.Ordinal))) return;
        foreach (var name in schema.Required)
            if (map[name] is null) findings.Causes.Add(Cause.Required(path.Length == 0 ? name : $"{path}.{name}"));
    }

    private void FindDuplicates(JsonArray list, Schema schema, string path)
    {
        if (schema.List == ListKind.Atomic) return;
        var seen = new HashSet<string>();
        for (var i = 0; i < list.Count; i++)
        {
            var key = schema.List == ListKind.Set ? list[i]?.Plain() : string.Join(",", schema.ListKeys.Select(name => list[i].At(name)?.Plain()));
            if (!seen.Add(key ?? "")) findings.Causes.Add(Cause.Duplicate($"{path}[{i}]", (schema.List == ListKind.Set ? list[i] : list[i].At(schema.ListKeys[0]))?.ToString() ?? ""));
        }
    }

    private static bool HasType(JsonNode node, Schema schema)
    {
        var is_ = node.GetValueKind();
        if (schema.IsIntOrString || schema.IsQuantity) return is_ is JsonValueKind.String or JsonValueKind.Number;
        return schema.Type switch
        {
            "object" => is_ == JsonValueKind.Object,
            "array" => is_ == JsonValueKind.Array,
            "string" => is_ == JsonValueKind.String,
            "boolean" => is_ is JsonValueKind.True or JsonValueKind.False,
            "integer" => is_ == JsonValueKind.Number && node.Plain().All(c => char.IsDigit(c) || c == '-'),
            "number" => is_ == JsonValueKind.Number,
            _ => true,
        };
    }

    private void Mismatch(JsonNode node, Schema schema, string path)
    {
        var found = node.GetValueKind() switch { JsonValueKind.True or JsonValueKind.False => "boolean", var other => other.ToString().ToLowerInvariant() };
        if (isCustom) findings.Causes.Add(new Cause("FieldValueTypeInvalid", $"Invalid value: \"{found}\": {path} in body must be of type {schema.Type}: \"{found}\"", path));
        else findings.Unreadable.Add($"json: cannot unmarshal {(found == "boolean" ? "bool" : found)} into Go struct field {kind}.{path} of type {GoType(schema)}");
    }

    private static string GoType(Schema schema) => schema.Type switch
    {
        "integer" => schema.Format ?? "int32",
        "boolean" => "bool",
        "array" => "[]interface {}",
        "object" => "map[string]interface {}",
        var other => other ?? "interface {}",
    };
}
