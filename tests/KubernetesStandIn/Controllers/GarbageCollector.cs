using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Writing;

namespace KubernetesStandIn.Controllers;

/// <summary>Deletes what has lost all its owners, and lets go of owners that wait for what they own.</summary>
internal sealed class GarbageCollector(Cluster cluster) : IController
{
    public void Reconcile()
    {
        var all = cluster.Store.All();
        var living = all.Select(item => item.Object.Text("metadata", "uid")).ToHashSet();
        var waiting = all.Where(item => item.Object.Texts("metadata", "finalizers").Contains(ObjectDeletion.Foreground) && item.Object.At("metadata", "deletionTimestamp") is not null).ToList();
        var leaving = waiting.Select(item => item.Object.Text("metadata", "uid")).ToHashSet();
        var needed = new HashSet<string?>();
        foreach (var (key, item) in all)
        {
            var owners = item.Objects("metadata", "ownerReferences").Select(owner => owner.Text("uid")).ToList();
            if (owners.Count == 0 || owners.Exists(owner => living.Contains(owner) && !leaving.Contains(owner))) continue;
            needed.UnionWith(owners);
            if (cluster.Catalog.Find(key.Group, key.Plural) is { } type && item.At("metadata", "deletionTimestamp") is null)
                cluster.Delete(type, key.Namespace, key.Name, owners.Exists(leaving.Contains) ? "Foreground" : "Background");
        }
        foreach (var (key, item) in waiting.Where(item => !needed.Contains(item.Object.Text("metadata", "uid"))))
            cluster.Change(key.Group, key.Plural, item, Free, DeploymentController.Manager);
    }

    private static void Free(JsonObject live)
    {
        var kept = live.Texts("metadata", "finalizers").Where(name => name != ObjectDeletion.Foreground).Select(name => JsonValue.Create(name)).ToArray();
        if (kept.Length == 0) live.Ensure("metadata").Remove("finalizers");
        else live.Ensure("metadata")["finalizers"] = new JsonArray([.. kept]);
    }
}
