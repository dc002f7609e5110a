using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Patches;
using KubernetesStandIn.Writing;

namespace KubernetesStandIn.Requests;

/// <summary>The scale subresource: only the number of replicas, as an object of its own.</summary>
internal sealed class Scaling(ObjectWriter writer)
{
    public static JsonObject Show(ResourceType type, JsonObject item)
    {
        var meta = new JsonObject();
        foreach (var name in new[] { "name", "namespace", "uid", "resourceVersion", "creationTimestamp" })
            if (item.At("metadata", name) is { } value) meta[name] = value.DeepClone();
        var status = new JsonObject { ["replicas"] = JsonPathReading.First(item, type.Scale!.Actual)?.DeepClone() ?? 0 };
        if (item.At("spec", "selector", "matchLabels") is JsonObject labels) status["selector"] = string.Join(",", labels.Select(label => $"{label.Key}={label.Value.Text()}"));
        return new JsonObject
        {
            ["kind"] = "Scale", ["apiVersion"] = "autoscaling/v1", ["metadata"] = meta, ["spec"] = new JsonObject { ["replicas"] = JsonPathReading.First(item, type.Scale.Wanted)?.DeepClone() ?? 0 }, ["status"] = status,
        };
    }

    /// <param name="api">What is scaled.</param>
    /// <param name="body">A scale object, or a merge patch of it.</param>
    /// <param name="options">How.</param>
    public JsonObject Set(ApiRequest api, JsonObject body, WriteOptions options)
    {
        var item = writer.Update(api.Type, api.Namespace, api.Name!, live =>
        {
            var scale = MergePatch.Apply(Show(api.Type, live), body)!.AsObject();
            live.Ensure("metadata")["resourceVersion"] = scale.At("metadata", "resourceVersion")?.DeepClone();
            // Every kind that is served keeps its number there.
            live.Ensure("spec")["replicas"] = scale.Number("spec", "replicas") ?? throw new ApiException(ApiStatus.BadRequest("spec.replicas is missing"));
            return live;
        }, options);
        return Show(api.Type, item);
    }
}
