using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>Who owns which fields of an object, by one way of writing.</summary>
internal sealed record FieldOwner(string Manager, string Operation, string ApiVersion, string? Subresource, string Time, FieldSet Fields)
{
    public bool Applies => Operation == "Apply";

    public bool IsSameAs(FieldOwner other) => Manager == other.Manager && Operation == other.Operation && Subresource == other.Subresource && (ApiVersion == other.ApiVersion || Applies);

    /// <summary>As conflicts name it.</summary>
    public string Show() => $"\"{Manager}\"{(Subresource is null ? "" : $" with subresource \"{Subresource}\"")}{(Applies ? "" : $" using {ApiVersion}")}";
}

/// <summary>Reads and writes <c>metadata.managedFields</c>.</summary>
internal static class ManagedFields
{
    public static IReadOnlyList<FieldOwner> Read(JsonObject item) =>
    [
        .. item.Objects("metadata", "managedFields").Where(entry => entry["fieldsV1"] is JsonObject).Select(entry => new FieldOwner(
            entry.Text("manager") ?? "", entry.Text("operation") ?? "Update", entry.Text("apiVersion") ?? "", entry.Text("subresource"), entry.Text("time") ?? "", FieldSet.Read(entry["fieldsV1"]!.AsObject()))),
    ];

    public static void Write(JsonObject item, IEnumerable<FieldOwner> owners)
    {
        var entries = owners.Where(owner => owner.Fields.Count > 0 || owner.Applies).OrderByDescending(owner => owner.Applies).ThenBy(owner => owner.Time, StringComparer.Ordinal).Select(Json).ToArray();
        if (entries.Length == 0) item.Ensure("metadata").Remove("managedFields");
        else item.Ensure("metadata")["managedFields"] = new JsonArray(entries);
    }

    private static JsonObject Json(FieldOwner owner)
    {
        var entry = new JsonObject
        {
            ["apiVersion"] = owner.ApiVersion, ["fieldsType"] = "FieldsV1", ["fieldsV1"] = owner.Fields.Json(), ["manager"] = owner.Manager, ["operation"] = owner.Operation, ["time"] = owner.Time,
        };
        if (owner.Subresource is not null) entry["subresource"] = owner.Subresource;
        return entry;
    }
}
