using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>Keeps the pods of ReplicaSets, StatefulSets and DaemonSets: makes missing ones, takes away those too many or of an old template.</summary>
internal sealed class PodSetController(Cluster cluster) : IController
{
    private const string RevisionHash = "controller-revision-hash";

    public void Reconcile()
    {
        foreach (var kind in new[] { "replicasets", "statefulsets", "daemonsets" })
            foreach (var set in cluster.List("apps", kind).ToList())
                if (set.At("metadata", "deletionTimestamp") is null) Reconcile(kind, set);
    }

    private void Reconcile(string kind, JsonObject set)
    {
        // Every DaemonSet has one pod: there is one node.
        var wanted = kind == "daemonsets" ? 1 : (int)(set.Number("spec", "replicas") ?? 1);
        var hash = Template.Hash(set);
        var isHashed = kind != "replicasets";
        var pods = cluster.OwnedBy(set, "", "pods").ToList();
        foreach (var old in pods.Where(pod => isHashed && pod.Text("metadata", "labels", RevisionHash) != hash).ToList())
        {
            cluster.Delete("", "pods", old);
            pods.Remove(old);
        }
        // Those that are not ready go first.
        foreach (var extra in pods.OrderBy(IsReady).ThenByDescending(pod => pod.Text("metadata", "name"), StringComparer.Ordinal).Take(pods.Count - wanted).ToList())
        {
            cluster.Delete("", "pods", extra);
            pods.Remove(extra);
        }
        foreach (var name in Missing(kind, set, pods, wanted))
            pods.Add(cluster.Create("", "pods", Template.Pod(set, name, isHashed ? RevisionHash : null), DeploymentController.Manager));
        cluster.SetStatus("apps", kind, set, Status(kind, set, pods, hash, wanted), DeploymentController.Manager);
    }

    private static IEnumerable<string> Missing(string kind, JsonObject set, List<JsonObject> pods, int wanted)
    {
        var name = set.Text("metadata", "name")!;
        if (kind != "statefulsets") return Enumerable.Range(0, Math.Max(0, wanted - pods.Count)).Select(_ => Template.RandomName(name)).ToList();
        return Enumerable.Range(0, wanted).Select(number => $"{name}-{number}").Except(pods.Select(pod => pod.Text("metadata", "name")!)).ToList();
    }

    private static JsonObject Status(string kind, JsonObject set, List<JsonObject> pods, string hash, int wanted)
    {
        var ready = pods.Count(IsReady);
        var status = new JsonObject { ["observedGeneration"] = set.Number("metadata", "generation") };
        (string, int)[] numbers = kind switch
        {
            "daemonsets" => [("desiredNumberScheduled", wanted), ("currentNumberScheduled", pods.Count), ("updatedNumberScheduled", pods.Count), ("numberReady", ready), ("numberAvailable", ready), ("numberMisscheduled", 0)],
            "statefulsets" => [("replicas", pods.Count), ("readyReplicas", ready), ("currentReplicas", pods.Count), ("updatedReplicas", pods.Count), ("availableReplicas", ready)],
            _ => [("replicas", pods.Count), ("fullyLabeledReplicas", pods.Count), ("readyReplicas", ready), ("availableReplicas", ready)],
        };
        foreach (var (name, number) in numbers) status[name] = number;
        if (kind == "statefulsets") status["currentRevision"] = status["updateRevision"] = $"{set.Text("metadata", "name")}-{hash}";
        return status;
    }

    private static bool IsReady(JsonObject pod) => Conditions.IsTrue(pod["status"], "Ready");
}
