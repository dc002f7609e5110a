using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas;

/// <summary>The OpenAPI document of the real server: definitions and paths.</summary>
internal sealed class Swagger
{
    private readonly JsonObject document;
    private readonly Lazy<Schema> objectMeta;

    public Swagger(JsonObject document)
    {
        this.document = document;
        objectMeta = new(() => Of("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"));
        Text = new Schema(new JsonObject { ["type"] = "string" }, this);
    }

    public static Swagger Load(string file) => new(JsonNode.Parse(File.ReadAllBytes(file))!.AsObject());

    public JsonObject Paths => document["paths"]!.AsObject();

    public Schema ObjectMeta => objectMeta.Value;

    /// <summary>Any text.</summary>
    public Schema Text { get; }

    public JsonObject? Definition(string name) => document.At("definitions", name) as JsonObject;

    public Schema Of(string name) => new(new JsonObject { ["$ref"] = $"#/definitions/{name}" }, this);

    /// <summary>Name of the definition of a kind; null when there is none.</summary>
    public string? NameOf(string group, string version, string kind) =>
        document["definitions"]!.AsObject().FirstOrDefault(definition => definition.Value.Objects("x-kubernetes-group-version-kind").Any(known =>
            known.Text("group") == group && known.Text("version") == version && known.Text("kind") == kind)).Key;
}
