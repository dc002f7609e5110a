using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>Stands for scheduler and kubelet: pods start, and after a while are what their images' tags say.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="readyAfter">How long a pod takes.</param>
internal sealed class PodController(Cluster cluster, TimeSpan readyAfter) : IController
{
    private const string Kubelet = "kubelet";
    private readonly Dictionary<string, (DateTimeOffset Seen, bool Settled)> pods = [];
    private int addresses;

    public void Reconcile()
    {
        foreach (var pod in cluster.List("", "pods").ToList())
        {
            var uid = pod.Text("metadata", "uid")!;
            if (!pods.TryGetValue(uid, out var life)) Start(pod, uid);
            else if (!life.Settled && cluster.Now - life.Seen >= readyAfter) Settle(pod, uid, life.Seen);
        }
    }

    private void Start(JsonObject pod, string uid)
    {
        pods[uid] = (cluster.Now, false);
        addresses++;
        if (pod.Text("spec", "nodeName") is null) cluster.Change("", "pods", pod, live => live.Ensure("spec")["nodeName"] = Seed.Node, "kube-scheduler");
        cluster.SetStatus("", "pods", pod, PodStatus.Starting(pod, cluster.Stamp, $"10.244.{addresses / 250 % 250}.{(addresses % 250) + 2}"), Kubelet);
    }

    private void Settle(JsonObject pod, string uid, DateTimeOffset seen)
    {
        pods[uid] = (seen, true);
        var fate = PodFates.Of(pod);
        cluster.SetStatus("", "pods", pod, PodStatus.Settled(pod, fate, cluster.Stamp), Kubelet);
        var image = pod.Objects("spec", "containers").First().Text("image");
        if (fate == PodFate.Broken) Note(pod, "Warning", "Failed", $"Failed to pull image \"{image}\": not found");
        else if (fate == PodFate.Crashes) Note(pod, "Warning", "BackOff", "Back-off restarting failed container");
        else Note(pod, "Normal", "Started", "Started container");
    }

    private void Note(JsonObject pod, string type, string reason, string message) => cluster.Create("", "events", new JsonObject
    {
        ["metadata"] = new JsonObject { ["name"] = $"{pod.Text("metadata", "name")}.{cluster.Store.Version:x}", ["namespace"] = pod.Text("metadata", "namespace") },
        ["involvedObject"] = new JsonObject
        {
            ["kind"] = "Pod", ["apiVersion"] = "v1", ["name"] = pod.Text("metadata", "name"), ["namespace"] = pod.Text("metadata", "namespace"), ["uid"] = pod.Text("metadata", "uid"),
        },
        ["type"] = type, ["reason"] = reason, ["message"] = message, ["count"] = 1, ["firstTimestamp"] = cluster.Stamp, ["lastTimestamp"] = cluster.Stamp,
        ["source"] = new JsonObject { ["component"] = Kubelet },
    }, Kubelet);
}
