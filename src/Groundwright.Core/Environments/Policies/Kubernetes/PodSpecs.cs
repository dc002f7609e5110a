using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>Finds what runs in a Kubernetes object. Resources of kind <c>Deployment.apps</c> and the like have the whole object as <see cref="PlannedResource.After"/>.</summary>
public static class PodSpecs
{
    /// <summary>The pod specification of a workload; undefined for everything else.</summary>
    public static JsonElement PodSpec(this PlannedResource resource) => Of(resource.Type, resource.IsWritten ? resource.After : default);

    /// <summary>The same for an object and its type, such as <c>CronJob.batch</c>.</summary>
    public static JsonElement Of(string type, JsonElement manifest) => type switch
    {
        "Pod" => manifest.Member("spec"),
        "Deployment.apps" or "StatefulSet.apps" or "DaemonSet.apps" or "ReplicaSet.apps" or "Job.batch" or "ReplicationController" => Template(manifest.Member("spec")),
        "CronJob.batch" => Template(manifest.Member("spec").Member("jobTemplate").Member("spec")),
        _ => default,
    };

    /// <summary>Every container of a pod specification, those that start first included.</summary>
    public static IEnumerable<JsonElement> Containers(this JsonElement pod) =>
        pod.Items("initContainers").Concat(pod.Items("containers")).Concat(pod.Items("ephemeralContainers"));

    /// <summary>Name of a container for people.</summary>
    public static string ContainerName(this JsonElement container) => container.Text("name") ?? "a container without a name";

    private static JsonElement Template(JsonElement spec) => spec.Member("template").Member("spec");
}
