using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>What the containers of the stand-in would have printed. Nothing runs here: the lines tell what state the pod is in.</summary>
internal static class PodLogs
{
    public static string Read(JsonObject pod, HttpRequest request)
    {
        var name = pod.Text("metadata", "name");
        var wanted = request.Query["container"].ToString();
        var container = pod.Objects("spec", "containers").FirstOrDefault(one => wanted.Length == 0 || one.Text("name") == wanted)
            ?? throw new ApiException(ApiStatus.BadRequest($"container {wanted} is not valid for pod {name}"));
        var status = pod.Objects("status", "containerStatuses").FirstOrDefault(one => one.Text("name") == container.Text("name"));
        var waiting = status is null ? "ContainerCreating" : status.Text("state", "waiting", "reason");
        if (waiting is not (null or "CrashLoopBackOff"))
            throw new ApiException(ApiStatus.BadRequest($"container \"{container.Text("name")}\" in pod \"{name}\" is waiting to start: {(waiting is "ContainerCreating" ? waiting : "trying and failing to pull image")}"));
        string[] lines = waiting is null
            ? [$"{container.Text("name")} started from {container.Text("image")}", "ready"]
            : [$"{container.Text("name")} started from {container.Text("image")}", "fatal: cannot start: exit code 1"];
        if (int.TryParse(request.Query["tailLines"], CultureInfo.InvariantCulture, out var tail)) lines = [.. lines.TakeLast(tail)];
        return string.Concat(lines.Select(line => line + "\n"));
    }
}
