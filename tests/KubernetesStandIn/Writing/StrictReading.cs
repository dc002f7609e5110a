using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;
using KubernetesStandIn.Schemas.Rules;

namespace KubernetesStandIn.Writing;

/// <summary>Takes an object in: refuses what cannot be read, drops or refuses what nobody knows, fills in defaults, and then checks every rule.</summary>
internal static class StrictReading
{
    /// <param name="type">Its kind.</param>
    /// <param name="item">Changed in place.</param>
    /// <param name="options">Says what becomes of unknown fields.</param>
    /// <param name="isPatch">Whether it is the result of a patch, of which errors speak differently.</param>
    public static void TakeIn(ResourceType type, JsonObject item, WriteOptions options, bool isPatch)
    {
        JsonReading.DropNulls(item);
        DropEmpty(item.Ensure("metadata"));
        var findings = StructureCheck.Of(item, type.Schema, type.Kind, type.IsCustom);
        if (findings.Unreadable.Count > 0) throw Unreadable(type, findings.Unreadable[0]);
        if (findings.Unknown.Count > 0) Unknown(type, item, findings.Unknown, options, isPatch);
        if (type.IsCustom) SchemaDefaults.Fill(item, type.Schema);
        BuiltInDefaults.Fill(type, item);
    }

    /// <summary>Checks every rule; all that is wrong is told at once.</summary>
    public static void Validate(ResourceType type, JsonObject? before, JsonObject item)
    {
        var causes = MetadataRules.Check(type, item).Concat(StructureCheck.Of(item, type.Schema, type.Kind, type.IsCustom).Causes).Concat(KindRules.Check(type, item));
        if (before is not null) causes = causes.Concat(UpdateRules.Check(type, before, item));
        var all = causes.DistinctBy(cause => (cause.Field, cause.Message)).ToList();
        if (all.Count > 0) throw new ApiException(ApiStatus.Invalid(type, item.Text("metadata", "name") ?? "", all));
    }

    /// <summary>Server-side apply has no lenient mode: an unknown field has no owner.</summary>
    public static void CheckApplied(ResourceType type, string? inNamespace, JsonObject item)
    {
        var findings = StructureCheck.Of(item, type.Schema, type.Kind, type.IsCustom);
        var fault = findings.Unknown.Select(field => $".{field}: field not declared in schema").Concat(findings.Unreadable).FirstOrDefault();
        if (fault is null) return;
        var name = item.Text("metadata", "name");
        var where = type.Namespaced ? $"{inNamespace}/{name}" : $"/{name}";
        throw new ApiException(new ApiStatus(500, "", $"failed to create typed patch object ({where}; {type.ApiVersion}, Kind={type.Kind}): {fault}"));
    }

    /// <summary>Of metadata, what is empty is the same as what is not there.</summary>
    private static void DropEmpty(JsonObject metadata)
    {
        foreach (var name in new[] { "labels", "annotations", "finalizers", "ownerReferences" })
            if (metadata[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 }) metadata.Remove(name);
    }

    private static void Unknown(ResourceType type, JsonObject item, List<string> fields, WriteOptions options, bool isPatch)
    {
        var texts = fields.Select(field => $"unknown field \"{field}\"").ToList();
        if (options.Validation == FieldValidation.Strict)
        {
            var text = $"strict decoding error: {string.Join(", ", texts)}";
            if (!isPatch) throw Unreadable(type, text);
            item.Ensure("metadata").Remove("managedFields");
            var cause = Cause.Invalid("patch", JsonValue.Create(item.Plain()), text);
            throw new ApiException(new ApiStatus(422, "Invalid", $" \"\" is invalid: {cause.Field}: {cause.Message}", new JsonObject { ["causes"] = new JsonArray(cause.Json()) }));
        }
        if (options.Validation == FieldValidation.Warn) options.Warnings.AddRange(texts);
        SchemaDefaults.Prune(item, type.Schema);
    }

    private static ApiException Unreadable(ResourceType type, string why) =>
        new(ApiStatus.BadRequest($"{type.Kind} in version \"{type.Version}\" cannot be handled as a {type.Kind}: {why}"));
}
