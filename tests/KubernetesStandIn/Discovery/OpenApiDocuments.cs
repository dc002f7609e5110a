using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Discovery;

/// <summary>
/// The OpenAPI v3 documents: from them <c>kubectl</c> learns that the server itself validates fields, how lists are merged, and what <c>kubectl explain</c> shows.
/// </summary>
internal sealed class OpenApiDocuments(ResourceCatalog catalog, Swagger swagger)
{
    public JsonObject Index() => new()
    {
        ["paths"] = new JsonObject(catalog.Versions.Select(version => KeyValuePair.Create<string, JsonNode?>(Path(version.Key), new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{Path(version.Key)}" }))),
    };

    /// <param name="path">Such as <c>apis/apps/v1</c>.</param>
    public JsonObject? Document(string path)
    {
        var types = catalog.All.Where(type => Path(type.ApiVersion) == path).ToList();
        if (types.Count == 0) return null;
        var schemas = new JsonObject();
        foreach (var type in types) Add(type, schemas);
        return new JsonObject
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.32.0" },
            ["paths"] = new JsonObject(types.SelectMany(Paths)),
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static string Path(string apiVersion) => apiVersion.Contains('/', StringComparison.Ordinal) ? $"apis/{apiVersion}" : $"api/{apiVersion}";

    private static string Root(ResourceType type) => $"/{Path(type.ApiVersion)}/{(type.Namespaced ? "namespaces/{namespace}/" : "")}{type.Plural}";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Paths(ResourceType type)
    {
        yield return KeyValuePair.Create<string, JsonNode?>(Root(type), new JsonObject { ["post"] = Operation(type, ["*/*"]) });
        if (!type.Verbs.Contains("patch")) yield break;
        string[] patches = ["application/json-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"];
        var item = new JsonObject { ["put"] = Operation(type, ["*/*"]), ["patch"] = Operation(type, type.IsCustom ? patches : [.. patches, "application/strategic-merge-patch+json"]) };
        yield return KeyValuePair.Create<string, JsonNode?>(Root(type) + "/{name}", item);
    }

    private static JsonObject Operation(ResourceType type, IEnumerable<string> bodies) => new()
    {
        ["parameters"] = new JsonArray([.. new[] { "dryRun", "fieldManager", "fieldValidation", "force" }.Select(name => new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } })]),
        ["requestBody"] = new JsonObject { ["content"] = new JsonObject(bodies.Select(body => KeyValuePair.Create<string, JsonNode?>(body, new JsonObject()))) },
        ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
        ["x-kubernetes-group-version-kind"] = Kind(type),
    };

    private static JsonObject Kind(ResourceType type) => new() { ["group"] = type.Group, ["version"] = type.Version, ["kind"] = type.Kind };

    private void Add(ResourceType type, JsonObject schemas)
    {
        if (type.Schema.Reference is { } reference)
        {
            AddDefinition(reference, schemas);
            return;
        }
        var schema = type.Schema.Source.Copy();
        schema.Ensure("properties")["metadata"] = new JsonObject { ["$ref"] = "#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" };
        schema["x-kubernetes-group-version-kind"] = new JsonArray(Kind(type));
        schemas[$"{string.Join('.', type.Group.Split('.').Reverse())}.{type.Version}.{type.Kind}"] = schema;
        AddDefinition("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", schemas);
    }

    private void AddDefinition(string name, JsonObject schemas)
    {
        if (schemas.ContainsKey(name) || swagger.Definition(name) is not { } definition) return;
        var copy = definition.Copy();
        schemas[name] = copy;
        Follow(copy, schemas);
    }

    private void Follow(JsonNode? node, JsonObject schemas)
    {
        if (node is JsonArray list)
            foreach (var item in list) Follow(item, schemas);
        if (node is not JsonObject map) return;
        foreach (var (name, value) in map.ToList())
        {
            if (name != "$ref" || value.Text() is not { } reference)
            {
                Follow(value, schemas);
                continue;
            }
            var definition = reference["#/definitions/".Length..];
            map["$ref"] = $"#/components/schemas/{definition}";
            AddDefinition(definition, schemas);
        }
    }
}
