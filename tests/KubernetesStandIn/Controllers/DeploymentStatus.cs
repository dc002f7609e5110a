using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>How far a Deployment is, as <c>kubectl rollout status</c> reads it.</summary>
internal static class DeploymentStatus
{
    private const string Late = "ProgressDeadlineExceeded";

    public static JsonObject Of(JsonObject deployment, JsonObject? current, List<JsonObject> sets, DateTimeOffset now, string stamp)
    {
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        var (all, ready) = (Sum(sets, "replicas"), Sum(sets, "readyReplicas"));
        var (updated, updatedReady) = (current.Number("status", "replicas") ?? 0, current.Number("status", "readyReplicas") ?? 0);
        var status = new JsonObject { ["observedGeneration"] = deployment.Number("metadata", "generation") };
        foreach (var (name, number) in new[] { ("replicas", all), ("updatedReplicas", updated), ("readyReplicas", ready), ("availableReplicas", ready), ("unavailableReplicas", Math.Max(0, wanted - ready)) })
            if (number > 0) status[name] = number;
        status["conditions"] = deployment.At("status", "conditions")?.DeepClone() ?? new JsonArray();
        // A quarter may be missing by default; the real server rounds down.
        var available = ready >= wanted - (wanted / 4);
        Conditions.Set(status, available
            ? Updated(Conditions.Of("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability."), status, stamp, anew: false)
            : Updated(Conditions.Of("Available", "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability."), status, stamp, anew: false), stamp);
        Conditions.Set(status, Progress(deployment, current, status, isComplete: updated == wanted && updatedReady == wanted && all == wanted, now, stamp), stamp);
        return status;
    }

    private static JsonObject Progress(JsonObject deployment, JsonObject? current, JsonObject status, bool isComplete, DateTimeOffset now, string stamp)
    {
        var set = current.Text("metadata", "name");
        if (isComplete) return Updated(Conditions.Of("Progressing", "True", "NewReplicaSetAvailable", $"ReplicaSet \"{set}\" has successfully progressed."), status, stamp, anew: false);
        var old = Conditions.Find(status, "Progressing");
        var moved = deployment.Number("metadata", "generation") != deployment.Number("status", "observedGeneration")
            || deployment.Number("status", "readyReplicas") != status.Number("readyReplicas") || deployment.Number("status", "updatedReplicas") != status.Number("updatedReplicas");
        var deadline = TimeSpan.FromSeconds(deployment.Number("spec", "progressDeadlineSeconds") ?? 600);
        var isLate = !moved && (old.Text("reason") == Late || (DateTimeOffset.TryParse(old.Text("lastUpdateTime"), CultureInfo.InvariantCulture, out var since) && now - since > deadline));
        return isLate
            ? Updated(Conditions.Of("Progressing", "False", Late, $"ReplicaSet \"{set}\" has timed out progressing."), status, stamp, anew: false)
            : Updated(Conditions.Of("Progressing", "True", "ReplicaSetUpdated", $"ReplicaSet \"{set}\" is progressing."), status, stamp, moved);
    }

    /// <summary>The time of the last update stays as long as the reason does, unless something moved.</summary>
    private static JsonObject Updated(JsonObject condition, JsonObject status, string stamp, bool anew)
    {
        var old = Conditions.Find(status, condition.Text("type")!);
        condition["lastUpdateTime"] = !anew && old.Text("reason") == condition.Text("reason") ? old.Text("lastUpdateTime") ?? stamp : stamp;
        return condition;
    }

    private static long Sum(List<JsonObject> sets, string field) => sets.Sum(set => set.Number("status", field) ?? 0);
}
