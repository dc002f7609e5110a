using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>The status of a pod at a point of its life.</summary>
internal static class PodStatus
{
    /// <summary>On its node, with an address, its images not there yet.</summary>
    public static JsonObject Starting(JsonObject pod, string now, string address) =>
        Of(pod, "Pending", now, address, ready: false, (_, _) => Waiting("ContainerCreating", null));

    /// <summary>After its time to get ready, as its fate wants it.</summary>
    public static JsonObject Settled(JsonObject pod, PodFate fate, string now)
    {
        var address = pod.Text("status", "podIP") ?? "10.244.0.1";
        return fate switch
        {
            PodFate.Broken => Of(pod, "Pending", now, address, ready: false, (container, _) => Waiting("ImagePullBackOff", $"Back-off pulling image \"{container.Text("image")}\"")),
            PodFate.Crashes when IsOneShot(pod) => Of(pod, "Failed", now, address, ready: false, (_, _) => Ended(1, now)),
            PodFate.Crashes => Of(pod, "Running", now, address, ready: false, (_, status) => Crashed(status, now)),
            PodFate.Runs when IsOneShot(pod) => Of(pod, "Succeeded", now, address, ready: false, (_, _) => Ended(0, now)),
            _ => Of(pod, "Running", now, address, ready: fate == PodFate.Runs, (_, _) => new JsonObject { ["state"] = new JsonObject { ["running"] = new JsonObject { ["startedAt"] = now } } }),
        };
    }

    private static bool IsOneShot(JsonObject pod) => pod.Text("spec", "restartPolicy") is "Never" or "OnFailure";

    private static JsonObject Of(JsonObject pod, string phase, string now, string address, bool ready, Func<JsonObject, JsonObject, JsonObject> state)
    {
        var status = (pod["status"] as JsonObject ?? []).Copy();
        status["phase"] = phase;
        status["podIP"] = address;
        status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = address });
        status["hostIP"] = "192.0.2.1";
        status.Default("startTime", now);
        foreach (var (type, holds) in new[] { ("PodScheduled", true), ("Initialized", true), ("ContainersReady", ready), ("Ready", ready) })
        {
            var condition = new JsonObject { ["type"] = type, ["status"] = holds ? "True" : "False" };
            if (!holds) condition["reason"] = phase == "Succeeded" ? "PodCompleted" : "ContainersNotReady";
            Conditions.Set(status, condition, now);
        }
        status["containerStatuses"] = new JsonArray([.. pod.Objects("spec", "containers").Select(container => Container(pod, container, ready, state))]);
        return status;
    }

    private static JsonObject Container(JsonObject pod, JsonObject container, bool ready, Func<JsonObject, JsonObject, JsonObject> state)
    {
        var before = pod.Objects("status", "containerStatuses").FirstOrDefault(one => one.Text("name") == container.Text("name")) ?? [];
        var status = new JsonObject
        {
            ["name"] = container.Text("name"), ["image"] = container.Text("image"), ["imageID"] = ready ? $"stand-in/{container.Text("image")}" : "", ["ready"] = ready, ["started"] = ready,
            ["restartCount"] = before.Number("restartCount") ?? 0,
        };
        foreach (var (name, value) in state(container, before)) status[name] = value?.DeepClone();
        return status;
    }

    private static JsonObject Waiting(string reason, string? message)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null) waiting["message"] = message;
        return new JsonObject { ["state"] = new JsonObject { ["waiting"] = waiting } };
    }

    private static JsonObject Ended(int code, string now) => new() { ["state"] = new JsonObject { ["terminated"] = Termination(code, now) } };

    private static JsonObject Crashed(JsonObject before, string now)
    {
        var state = Waiting("CrashLoopBackOff", "back-off 10s restarting failed container");
        state["lastState"] = new JsonObject { ["terminated"] = Termination(1, now) };
        state["restartCount"] = (before.Number("restartCount") ?? 0) + 1;
        return state;
    }

    private static JsonObject Termination(int code, string now) => new() { ["exitCode"] = code, ["reason"] = code == 0 ? "Completed" : "Error", ["startedAt"] = now, ["finishedAt"] = now };
}
