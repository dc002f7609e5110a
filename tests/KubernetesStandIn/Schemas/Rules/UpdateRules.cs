using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>What may not change once an object is there.</summary>
internal static class UpdateRules
{
    private const string Immutable = "field is immutable";

    public static IEnumerable<Cause> Check(ResourceType type, JsonObject before, JsonObject after)
    {
        foreach (var name in new[] { "uid", "creationTimestamp", "name", "namespace" })
            if (Changed(before, after, "metadata", name)) yield return Cause.Invalid($"metadata.{name}", after.At("metadata", name), Immutable);
        if (type.IsCustom) yield break;
        foreach (var cause in OfKind(type, before, after)) yield return cause;
    }

    private static IEnumerable<Cause> OfKind(ResourceType type, JsonObject before, JsonObject after) => type.Plural switch
    {
        "deployments" or "replicasets" or "daemonsets" => Fixed(before, after, ["spec", "selector"]),
        "jobs" => [.. Fixed(before, after, ["spec", "selector"]), .. Fixed(before, after, ["spec", "template"]), .. Fixed(before, after, ["spec", "completions"])],
        "statefulsets" => StatefulSet(before, after),
        "pods" => Pod(before, after),
        "services" => before.Text("spec", "clusterIP") is { } ip && after.Text("spec", "type") != "ExternalName" && after.Text("spec", "clusterIP") != ip
            ? [Cause.Invalid("spec.clusterIPs[0]", after.At("spec", "clusterIP"), "may not change once set")] : [],
        "configmaps" or "secrets" => [.. Data(before, after), .. Fixed(before, after, ["type"])],
        "rolebindings" or "clusterrolebindings" => Changed(before, after, "roleRef") ? [Cause.Invalid("roleRef", after["roleRef"], "cannot change roleRef")] : [],
        "persistentvolumeclaims" => PersistentVolumeClaim(before, after),
        _ => [],
    };

    private static IEnumerable<Cause> Fixed(JsonObject before, JsonObject after, string[] path)
    {
        if (Changed(before, after, path)) yield return Cause.Invalid(string.Join('.', path), after.At(path), Immutable);
    }

    private static IEnumerable<Cause> StatefulSet(JsonObject before, JsonObject after)
    {
        string[] free = ["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds"];
        if (!JsonReading.Same(Without(before.At("spec"), free), Without(after.At("spec"), free)))
            yield return Cause.Forbidden("spec", "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }

    private static IEnumerable<Cause> Pod(JsonObject before, JsonObject after)
    {
        if (!JsonReading.Same(Comparable(before), Comparable(after)))
            yield return Cause.Forbidden("spec", "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)");

        static JsonObject Comparable(JsonObject pod)
        {
            var spec = Without(pod.At("spec"), ["activeDeadlineSeconds", "tolerations", "nodeName"]);
            foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers"))) container.Remove("image");
            return spec;
        }
    }

    private static IEnumerable<Cause> Data(JsonObject before, JsonObject after)
    {
        if (!before.Flag("immutable")) yield break;
        if (!after.Flag("immutable")) yield return Cause.Forbidden("immutable", "field is immutable when `immutable` is set");
        if (Changed(before, after, "data")) yield return Cause.Forbidden("data", "field is immutable when `immutable` is set");
    }

    private static IEnumerable<Cause> PersistentVolumeClaim(JsonObject before, JsonObject after)
    {
        if (!JsonReading.Same(Without(before.At("spec"), ["resources", "volumeName"]), Without(after.At("spec"), ["resources", "volumeName"])))
            yield return Cause.Forbidden("spec", "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims");
    }

    private static JsonObject Without(JsonNode? spec, string[] names)
    {
        var copy = (spec as JsonObject ?? []).Copy();
        foreach (var name in names) copy.Remove(name);
        return copy;
    }

    private static bool Changed(JsonObject before, JsonObject after, params string[] path) => before.At(path) is { } old && !JsonReading.Same(old, after.At(path));
}
