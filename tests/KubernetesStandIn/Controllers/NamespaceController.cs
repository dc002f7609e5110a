using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Controllers;

/// <summary>Gives a namespace its service account, and empties it before it goes.</summary>
internal sealed class NamespaceController(Cluster cluster) : IController
{
    public void Reconcile()
    {
        foreach (var item in cluster.List("", "namespaces").ToList())
        {
            var name = item.Text("metadata", "name")!;
            if (item.At("metadata", "deletionTimestamp") is not null) Empty(name);
            else if (cluster.Find("", "serviceaccounts", name, "default") is null)
                cluster.Create("", "serviceaccounts", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "default", ["namespace"] = name } }, DeploymentController.Manager);
        }
    }

    private void Empty(string name)
    {
        var inside = cluster.Store.All().Where(item => item.Key.Namespace == name).ToList();
        foreach (var (key, _) in inside)
            if (cluster.Catalog.Find(key.Group, key.Plural) is { } type) cluster.Delete(type, name, key.Name);
        if (!cluster.Store.All().Any(item => item.Key.Namespace == name)) cluster.Store.Remove(new ObjectKey("", "namespaces", null, name));
    }
}
