using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas;

internal enum ListKind
{
    Atomic,
    Set,
    Map,
}

/// <summary>The shape of a value: a definition of the OpenAPI document, or a part of a CustomResourceDefinition. References are followed when they are asked for.</summary>
internal sealed class Schema
{
    private readonly JsonObject own;
    private readonly JsonObject? target;
    private readonly Swagger swagger;
    private readonly bool isCustomRoot;
    private readonly Dictionary<string, Schema?> fields = [];
    private readonly Lazy<Schema?> items;
    private readonly Lazy<Schema?> others;

    public Schema(JsonObject own, Swagger swagger, bool isCustomRoot = false)
    {
        this.own = own;
        this.swagger = swagger;
        this.isCustomRoot = isCustomRoot;
        Reference = own.Text("$ref")?["#/definitions/".Length..];
        target = Reference is null ? null : swagger.Definition(Reference);
        items = new(() => Look("items") is JsonObject item ? new Schema(item, swagger) : null);
        others = new(() => Look("additionalProperties") is JsonObject other ? new Schema(other, swagger) : null);
    }

    /// <summary>Name of the definition it refers to; null for one written in place.</summary>
    public string? Reference { get; }

    public JsonObject Source => target ?? own;

    public string? Type => Look("type").Text();

    public string? Format => Look("format").Text();

    public bool IsIntOrString => Format == "int-or-string" || Look("x-kubernetes-int-or-string").Flag();

    public bool IsQuantity => Reference == "io.k8s.apimachinery.pkg.api.resource.Quantity";

    public bool IsEmbedded => Look("x-kubernetes-embedded-resource").Flag();

    public bool IsNullable => Look("nullable").Flag();

    /// <summary>Anything may be below: nothing is said about it, or it says so.</summary>
    public bool IsOpen => Look("x-kubernetes-preserve-unknown-fields").Flag() || (Look("properties") is null && Look("additionalProperties") is null && !IsEmbedded && !isCustomRoot);

    public Schema? Items => items.Value;

    /// <summary>Shape of the values of a free map.</summary>
    public Schema? Others => others.Value;

    public IEnumerable<string> Required => Look("required").Texts();

    public IEnumerable<string> Properties => (Look("properties") as JsonObject ?? []).Select(property => property.Key);

    public bool IsAtomicMap => Look("x-kubernetes-map-type").Text() == "atomic";

    public ListKind List => Look("x-kubernetes-list-type").Text() switch { "map" => ListKind.Map, "set" => ListKind.Set, _ => ListKind.Atomic };

    public IReadOnlyList<string> ListKeys => [.. Look("x-kubernetes-list-map-keys").Texts()];

    /// <summary>The key by which a strategic merge patch finds an item.</summary>
    public string? MergeKey => Look("x-kubernetes-patch-merge-key").Text();

    public bool PatchMerges => Look("x-kubernetes-patch-strategy").Text()?.Split(',').Contains("merge") == true;

    /// <summary>A keyword such as <c>pattern</c> or <c>minLength</c>.</summary>
    public JsonNode? Look(string keyword) => own[keyword] ?? target?[keyword];

    /// <summary>Whether this is a named property, not an entry of a free map.</summary>
    public bool Declares(string name) => Look("properties").At(name) is not null || Implied(name) is not null;

    /// <summary>Shape of a field; null when nothing is known about it.</summary>
    public Schema? Field(string name)
    {
        lock (fields)
        {
            if (fields.TryGetValue(name, out var known)) return known;
            var found = Implied(name) ?? (Look("properties").At(name) is JsonObject property ? new Schema(property, swagger) : Others);
            // Names of a free map are data: they would fill the memory.
            if (Others is null) fields[name] = found;
            return found;
        }
    }

    private Schema? Implied(string name)
    {
        if (!isCustomRoot && !IsEmbedded) return null;
        return name switch
        {
            "metadata" => swagger.ObjectMeta,
            "apiVersion" or "kind" => swagger.Text,
            _ => null,
        };
    }
}
