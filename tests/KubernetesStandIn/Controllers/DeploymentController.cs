using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>
/// A ReplicaSet for each template of a Deployment. The new one gets all its pods at once; the old ones keep theirs until those are ready (the real controller
/// goes by maxSurge and maxUnavailable). <see cref="DeploymentStatus"/> says how far it is.
/// </summary>
internal sealed class DeploymentController(Cluster cluster) : IController
{
    public const string Manager = "kube-controller-manager";
    private const string Revision = "deployment.kubernetes.io/revision";

    public void Reconcile()
    {
        foreach (var deployment in cluster.List("apps", "deployments").ToList())
            if (deployment.At("metadata", "deletionTimestamp") is null) Reconcile(deployment);
    }

    private void Reconcile(JsonObject deployment)
    {
        var sets = cluster.OwnedBy(deployment, "apps", "replicasets").ToList();
        var name = $"{deployment.Text("metadata", "name")}-{Template.Hash(deployment)}";
        var current = sets.FirstOrDefault(set => set.Text("metadata", "name") == name);
        var paused = deployment.Flag("spec", "paused");
        if (current is null && !paused)
        {
            cluster.Create("apps", "replicasets", NewSet(deployment, name, sets), Manager);
            return;
        }
        var old = sets.Where(set => set != current).ToList();
        if (current is not null) Number(deployment, current, old);
        if (!paused) Scale(deployment, current!, old);
        var status = DeploymentStatus.Of(deployment, current, sets, cluster.Now, cluster.Stamp);
        cluster.SetStatus("apps", "deployments", deployment, status, Manager);
    }

    private static JsonObject NewSet(JsonObject deployment, string name, List<JsonObject> sets)
    {
        var hash = Template.Hash(deployment);
        var template = deployment.At("spec", "template")!.AsObject().Copy();
        template.Ensure("metadata", "labels")["pod-template-hash"] = hash;
        var selector = deployment.At("spec", "selector")!.AsObject().Copy();
        selector.Ensure("matchLabels")["pod-template-hash"] = hash;
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = name, ["namespace"] = deployment.Text("metadata", "namespace"), ["labels"] = template.At("metadata", "labels")?.DeepClone(), ["ownerReferences"] = Cluster.OwnerOf(deployment),
                ["annotations"] = new JsonObject { [Revision] = Next(sets) },
            },
            ["spec"] = new JsonObject { ["replicas"] = IsRecreated(deployment) && sets.Count > 0 ? 0 : deployment.Number("spec", "replicas"), ["selector"] = selector, ["template"] = template },
        };
    }

    /// <summary>The current set has the highest revision, also after a rollback, and the deployment shows it.</summary>
    private void Number(JsonObject deployment, JsonObject current, List<JsonObject> old)
    {
        var revision = RevisionOf(current);
        if (old.Any(set => RevisionOf(set) > revision))
        {
            revision = old.Max(RevisionOf) + 1;
            cluster.Change("apps", "replicasets", current, live => live.Ensure("metadata", "annotations")[Revision] = Text(revision), Manager);
        }
        if (RevisionOf(deployment) != revision)
            cluster.Change("apps", "deployments", deployment, live => live.Ensure("metadata", "annotations")[Revision] = Text(revision), Manager);
    }

    private void Scale(JsonObject deployment, JsonObject current, List<JsonObject> old)
    {
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        var isDone = (current.Number("status", "readyReplicas") ?? 0) >= wanted && current.Number("status", "observedGeneration") == current.Number("metadata", "generation");
        if (isDone || IsRecreated(deployment))
            foreach (var set in old) Resize(set, 0);
        if (!IsRecreated(deployment) || old.All(set => (set.Number("status", "replicas") ?? 0) == 0)) Resize(current, wanted);
    }

    private void Resize(JsonObject set, long replicas)
    {
        if (set.Number("spec", "replicas") != replicas) cluster.Change("apps", "replicasets", set, live => live.Ensure("spec")["replicas"] = replicas, Manager);
    }

    private static bool IsRecreated(JsonObject deployment) => deployment.Text("spec", "strategy", "type") == "Recreate";

    private static string Next(List<JsonObject> sets) => Text(sets.Select(RevisionOf).DefaultIfEmpty(0).Max() + 1);

    private static long RevisionOf(JsonObject item) => long.TryParse(item.Text("metadata", "annotations", Revision), CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
