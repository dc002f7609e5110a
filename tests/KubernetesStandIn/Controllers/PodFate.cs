using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>What becomes of a pod. Its images' tags say it: <c>:broken</c> cannot be pulled, <c>:crash</c> ends at once, <c>:unready</c> runs but never gets ready.</summary>
internal enum PodFate
{
    Runs,
    Broken,
    Crashes,
    Unready,
}

/// <summary>Reads the fate from the images.</summary>
internal static class PodFates
{
    public static PodFate Of(JsonObject pod)
    {
        var tags = pod.Objects("spec", "containers").Concat(pod.Objects("spec", "initContainers")).Select(container => (container.Text("image") ?? "").Split(':')[^1]).ToList();
        return tags.Contains("broken") ? PodFate.Broken : tags.Contains("crash") ? PodFate.Crashes : tags.Contains("unready") ? PodFate.Unready : PodFate.Runs;
    }
}
