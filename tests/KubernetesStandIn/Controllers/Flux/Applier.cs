using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Writing;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Applies the objects of a Kustomization by server-side apply, namespaces and definitions first, each tried before any is written, and prunes.</summary>
internal sealed class Applier(Cluster cluster)
{
    public const string Manager = "kustomize-controller";
    private static readonly string[] First = ["Namespace", "CustomResourceDefinition"];

    /// <summary>Applies and returns what is there now.</summary>
    public IReadOnlyList<InventoryEntry> Apply(JsonObject kustomization, IReadOnlyList<JsonObject> objects)
    {
        var applied = new List<InventoryEntry>();
        foreach (var stage in objects.GroupBy(item => !First.Contains(item.Text("kind"))).OrderBy(stage => stage.Key))
        {
            var planned = stage.Select(item => Prepare(kustomization, item)).ToList();
            foreach (var (type, item) in planned) Write(type, item, dryRun: true);
            foreach (var (type, item) in planned)
            {
                Write(type, item, dryRun: false);
                applied.Add(InventoryEntry.Of(type, item));
            }
        }
        return applied;
    }

    /// <summary>Deletes what was applied before and is not any more.</summary>
    public void Prune(IEnumerable<InventoryEntry> gone)
    {
        foreach (var entry in gone)
            if (cluster.Catalog.All.FirstOrDefault(type => type.Kind == entry.Kind && type.Group == entry.Group && type.Verbs.Contains("delete")) is { } type) cluster.Delete(type, entry.Namespace, entry.Name);
    }

    private (ResourceType Type, JsonObject Item) Prepare(JsonObject kustomization, JsonObject item)
    {
        var (kind, version) = (item.Text("kind")!, item.Text("apiVersion")!);
        var name = item.Text("metadata", "name")!;
        var type = cluster.Catalog.OfKind(version, kind) ?? throw new FluxFailure("ReconciliationFailed", $"{kind}/{name} dry-run failed: no matches for kind \"{kind}\" in version \"{version}\"");
        var copy = item.Copy();
        var meta = copy.Ensure("metadata");
        if (type.Namespaced && kustomization.Text("spec", "targetNamespace") is { } target) meta["namespace"] = target;
        if (type.Namespaced && meta["namespace"] is null) throw new FluxFailure("ReconciliationFailed", $"{kind}/{name} namespace not specified: the server could not find the requested resource");
        meta.Ensure("labels")["kustomize.toolkit.fluxcd.io/name"] = kustomization.Text("metadata", "name");
        meta.Ensure("labels")["kustomize.toolkit.fluxcd.io/namespace"] = kustomization.Text("metadata", "namespace");
        return (type, copy);
    }

    private void Write(ResourceType type, JsonObject item, bool dryRun)
    {
        var (inNamespace, name) = (item.Text("metadata", "namespace"), item.Text("metadata", "name")!);
        try
        {
            cluster.Writer.Apply(type, inNamespace, name, item, new WriteOptions { Manager = Manager, Force = true, DryRun = dryRun });
        }
        catch (ApiException refused)
        {
            var what = string.Join('/', new[] { type.Kind, inNamespace, name }.OfType<string>());
            var reason = refused.Status.Reason.Length > 0 ? $" ({refused.Status.Reason})" : "";
            throw new FluxFailure("ReconciliationFailed", $"{what} {(dryRun ? "dry-run" : "apply")} failed{reason}: {refused.Status.Message}");
        }
    }
}
