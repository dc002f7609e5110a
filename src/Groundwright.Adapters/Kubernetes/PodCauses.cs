using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Why pods do not become ready, in the words of Kubernetes with what they mean.</summary>
internal static class PodCauses
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["ImagePullBackOff"] = "the image cannot be pulled: wrong name or tag, or no right to it",
        ["ErrImagePull"] = "the image cannot be pulled: wrong name or tag, or no right to it",
        ["InvalidImageName"] = "that is no name of an image",
        ["CrashLoopBackOff"] = "it starts and ends again",
        ["CreateContainerConfigError"] = "a Secret or ConfigMap that it needs is missing",
        ["CreateContainerError"] = "the container cannot be made",
        ["RunContainerError"] = "the container cannot be started",
        ["Unschedulable"] = "no node has room for it",
    };

    /// <summary>One line for each pod that has a cause.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<JsonObject> pods) => [.. pods.Select(OfPod).OfType<string>().Distinct()];

    /// <summary>Whether a pod takes traffic.</summary>
    public static bool IsReady(JsonObject pod) =>
        pod.At("metadata").Text("deletionTimestamp") is null && pod.At("status").Items("conditions").Any(condition => condition.Text("type") == "Ready" && condition.Text("status") == "True");

    private static string? OfPod(JsonObject pod)
    {
        var status = pod.At("status");
        foreach (var container in status.Items("initContainerStatuses").Concat(status.Items("containerStatuses")))
        {
            if (container.At("state").At("waiting") is not { } waiting || waiting.Text("reason") is not { } reason || !Meanings.TryGetValue(reason, out var meaning)) continue;
            var ended = container.At("lastState").At("terminated").Number("exitCode") is { } code ? $", last exit code {code}" : "";
            return $"{container.Text("name")} ({container.Text("image")}): {reason}, {meaning}{ended}{(waiting.Text("message") is { } message ? $": {message}" : "")}";
        }
        var scheduled = status.Items("conditions").FirstOrDefault(condition => condition.Text("type") == "PodScheduled" && condition.Text("status") == "False");
        return scheduled?.Text("reason") is "Unschedulable" ? $"Unschedulable, {Meanings["Unschedulable"]}: {scheduled.Text("message")}" : null;
    }
}
