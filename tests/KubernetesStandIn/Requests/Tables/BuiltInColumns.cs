using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Requests.Tables;

/// <summary>What <c>kubectl get</c> shows of the kinds people look at most. Of the others it shows name and age.</summary>
internal static class BuiltInColumns
{
    private static readonly Column Age = Of("Age", "date", ".metadata.creationTimestamp");

    public static IReadOnlyList<Column> Of(string plural) => plural switch
    {
        "pods" => [Of("Ready", Ready), Of("Status", Status), Of("Restarts", Restarts), Age, Of("IP", "string", ".status.podIP", wide: true), Of("Node", "string", ".spec.nodeName", wide: true)],
        "deployments" =>
        [
            Of("Ready", item => $"{item.Number("status", "readyReplicas") ?? 0}/{item.Number("spec", "replicas") ?? 0}"), Count("Up-to-date", "updatedReplicas"),
            Count("Available", "availableReplicas"), Age, Images,
        ],
        "statefulsets" => [Of("Ready", item => $"{item.Number("status", "readyReplicas") ?? 0}/{item.Number("spec", "replicas") ?? 0}"), Age, Images],
        "replicasets" => [Of("Desired", "integer", ".spec.replicas"), Count("Current", "replicas"), Count("Ready", "readyReplicas"), Age, Images],
        "daemonsets" => [Count("Desired", "desiredNumberScheduled"), Count("Current", "currentNumberScheduled"), Count("Ready", "numberReady"), Age, Images],
        "jobs" => [Of("Status", JobStatus), Of("Completions", item => $"{item.Number("status", "succeeded") ?? 0}/{item.Number("spec", "completions") ?? 1}"), Age],
        "cronjobs" => [Of("Schedule", "string", ".spec.schedule"), Of("Suspend", "boolean", ".spec.suspend"), Age],
        "services" => [Of("Type", "string", ".spec.type"), Of("Cluster-IP", "string", ".spec.clusterIP"), Of("External-IP", _ => "<none>"), Of("Port(s)", Ports), Age],
        "namespaces" => [Of("Status", "string", ".status.phase"), Age],
        "configmaps" => [Of("Data", item => (item["data"] as JsonObject ?? []).Count), Age],
        "secrets" => [Of("Type", "string", ".type"), Of("Data", item => (item["data"] as JsonObject ?? []).Count), Age],
        "endpoints" => [Of("Endpoints", Addresses), Age],
        "nodes" => [Of("Status", _ => "Ready"), Age, Of("Version", "string", ".status.nodeInfo.kubeletVersion")],
        "events" => [Of("Type", "string", ".type"), Of("Reason", "string", ".reason"), Of("Object", item => $"{item.Text("involvedObject", "kind")?.ToLowerInvariant()}/{item.Text("involvedObject", "name")}"), Of("Message", "string", ".message")],
        "customresourcedefinitions" => [Of("Created At", "string", ".metadata.creationTimestamp")],
        _ => [],
    };

    private static Column Images => Of("Images", item => string.Join(",", item.Objects("spec", "template", "spec", "containers").Select(container => container.Text("image"))), wide: true);

    private static Column Of(string name, Func<JsonObject, JsonNode?> value, bool wide = false) => new(name, "string", value, wide);

    private static Column Of(string name, string type, string path, bool wide = false) => new(name, type, item => JsonPathReading.First(item, path)?.DeepClone(), wide);

    private static Column Count(string name, string field) => new(name, "integer", item => item.Number("status", field) ?? 0);

    private static JsonNode Ready(JsonObject pod) => $"{pod.Objects("status", "containerStatuses").Count(status => status.Flag("ready"))}/{pod.Objects("spec", "containers").Count()}";

    private static JsonNode? Status(JsonObject pod) =>
        pod.Objects("status", "containerStatuses").Select(status => status.Text("state", "waiting", "reason")).FirstOrDefault(reason => reason is not null) ?? pod.Text("status", "phase");

    private static JsonNode Restarts(JsonObject pod) => pod.Objects("status", "containerStatuses").Sum(status => status.Number("restartCount") ?? 0).ToString();

    private static JsonNode JobStatus(JsonObject job) =>
        job.Objects("status", "conditions").FirstOrDefault(condition => condition.Text("status") == "True")?.Text("type") ?? "Running";

    private static JsonNode Ports(JsonObject service) => string.Join(",", service.Objects("spec", "ports").Select(port => $"{port.Number("port")}/{port.Text("protocol")}"));

    private static JsonNode Addresses(JsonObject endpoints)
    {
        var all = endpoints.Objects("subsets").SelectMany(subset => subset.Objects("addresses").SelectMany(address => subset.Objects("ports").Select(port => $"{address.Text("ip")}:{port.Number("port")}"))).ToList();
        return all.Count == 0 ? "<none>" : string.Join(",", all);
    }
}
