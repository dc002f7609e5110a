using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;
using KubernetesStandIn.Writing;

namespace KubernetesStandIn.Controllers;

/// <summary>What a new cluster has: a node, the usual namespaces, and the CustomResourceDefinitions it is given.</summary>
internal static class Seed
{
    public const string Node = "stand-in-node";
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public"];

    public static void Plant(ObjectWriter writer, ResourceCatalog catalog, IReadOnlyList<JsonObject> definitions)
    {
        var options = WriteOptions.Of("stand-in");
        foreach (var definition in definitions) writer.Create(catalog.Find("apiextensions.k8s.io", "customresourcedefinitions")!, null, definition, options);
        var hasFlux = definitions.Any(definition => definition.Text("spec", "group")?.EndsWith("toolkit.fluxcd.io", StringComparison.Ordinal) == true);
        foreach (var name in hasFlux ? [.. Namespaces, "flux-system"] : Namespaces)
            writer.Create(catalog.Core("namespaces"), null, Named(name), options);
        writer.Create(catalog.Core("nodes"), null, Named(Node), options);
        writer.Update(catalog.Core("nodes"), null, Node, node =>
        {
            node["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }), ["addresses"] = new JsonArray(new JsonObject { ["type"] = "InternalIP", ["address"] = "192.0.2.1" }) };
            return node;
        }, options with { Subresource = "status" });
    }

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name } };
}
