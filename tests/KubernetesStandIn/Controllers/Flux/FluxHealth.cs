using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Waits, when a Kustomization wants it, until the Deployments, StatefulSets and DaemonSets it applied are ready.</summary>
internal sealed class FluxHealth(Cluster cluster)
{
    private static readonly string[] Waited = ["Deployment", "StatefulSet", "DaemonSet"];

    /// <summary>Returns when all is well. Throws <see cref="FluxFailure"/> with Progressing while it is early, with HealthCheckFailed when it is late.</summary>
    public void Check(JsonObject kustomization, JsonObject status, IReadOnlyList<InventoryEntry> applied)
    {
        var late = applied.Where(entry => IsWaitedFor(kustomization, entry) && !IsHealthy(entry)).Select(entry => $"{entry.Kind}/{entry.Namespace}/{entry.Name} status: 'InProgress'").ToList();
        if (late.Count == 0) return;
        var old = Conditions.Find(status, "Ready");
        var revision = status.Text("lastAttemptedRevision");
        var message = $"Running health checks for revision {revision}";
        var timeout = GoDuration.TryParse(kustomization.Text("spec", "timeout") ?? kustomization.Text("spec", "interval") ?? "", out var limit) ? limit : TimeSpan.FromMinutes(1);
        var isKnown = old.Text("message") == message || (old.Text("reason") == "HealthCheckFailed" && revision == kustomization.Text("status", "lastAttemptedRevision"));
        var isEarly = !isKnown || (old.Text("reason") == "Progressing" && DateTimeOffset.TryParse(old.Text("lastTransitionTime"), CultureInfo.InvariantCulture, out var since) && cluster.Now - since < timeout);
        if (isEarly) throw new FluxFailure("Progressing", message);
        throw new FluxFailure("HealthCheckFailed", $"health check failed after {timeout.TotalSeconds}s: timeout waiting for: [{string.Join(", ", late)}]");
    }

    private static bool IsWaitedFor(JsonObject kustomization, InventoryEntry entry) => Waited.Contains(entry.Kind) && (kustomization.Flag("spec", "wait")
        || kustomization.Objects("spec", "healthChecks").Any(check => check.Text("kind") == entry.Kind && check.Text("name") == entry.Name && check.Text("namespace") == entry.Namespace));

    private bool IsHealthy(InventoryEntry entry)
    {
        var item = cluster.Find("apps", entry.Kind.ToLowerInvariant() + "s", entry.Namespace, entry.Name);
        if (item.Number("status", "observedGeneration") != item.Number("metadata", "generation")) return false;
        if (entry.Kind == "DaemonSet") return item.Number("status", "numberReady") == item.Number("status", "desiredNumberScheduled");
        return (item.Number("status", "readyReplicas") ?? 0) == item.Number("spec", "replicas") && (item.Number("status", "replicas") ?? 0) == item.Number("spec", "replicas");
    }
}
