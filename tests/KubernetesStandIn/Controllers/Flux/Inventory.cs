using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>An object that a Kustomization applied, as its inventory writes it: <c>namespace_name_group_kind</c>.</summary>
internal sealed record InventoryEntry(string Namespace, string Name, string Group, string Kind, string Version)
{
    public string Id => $"{Namespace}_{Name}_{Group}_{Kind}";

    public static InventoryEntry Of(ResourceType type, JsonObject item) =>
        new(type.Namespaced ? item.Text("metadata", "namespace")! : "", item.Text("metadata", "name")!, type.Group, type.Kind, type.Version);

    public static IEnumerable<InventoryEntry> Read(JsonNode? status) =>
        from entry in status.Objects("inventory", "entries")
        let words = entry.Text("id")!.Split('_')
        select new InventoryEntry(words[0], words[1], words[2], words[3], entry.Text("v")!);

    public JsonObject Json() => new() { ["id"] = Id, ["v"] = Version };
}
