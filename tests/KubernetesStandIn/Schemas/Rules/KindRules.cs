using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>Rules of single built-in kinds, at every write.</summary>
internal static class KindRules
{
    private static readonly string[] ServiceTypes = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

    public static IEnumerable<Cause> Check(ResourceType type, JsonObject item) => type.IsCustom ? [] : type.Plural switch
    {
        "pods" => PodRules.Check(item.At("spec"), "spec"),
        "deployments" or "replicasets" or "statefulsets" or "daemonsets" => Workload(item),
        "jobs" => Job(item.At("spec"), "spec"),
        "cronjobs" => CronJob(item),
        "services" => Service(item),
        "configmaps" or "secrets" => Keys(item),
        _ => [],
    };

    private static IEnumerable<Cause> Workload(JsonObject item)
    {
        var spec = item.At("spec");
        if (spec.Number("replicas") is < 0) yield return Cause.Invalid("spec.replicas", spec.At("replicas"), "must be greater than or equal to 0");
        var labels = spec.At("template", "metadata", "labels");
        if (spec.At("selector") is JsonObject selector)
        {
            if (selector.Count == 0) yield return Cause.Invalid("spec.selector", selector, "empty selector is invalid for deployment");
            else if (!Selector.Fulfils(labels, selector)) yield return Cause.Invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
        }
        foreach (var cause in MetadataRules.Labels(labels, "spec.template.metadata.labels")) yield return cause;
        foreach (var cause in PodRules.Check(spec.At("template", "spec"), "spec.template.spec")) yield return cause;
        if (spec.Text("template", "spec", "restartPolicy") is { } policy && policy != "Always") yield return Cause.Unsupported("spec.template.spec.restartPolicy", policy, ["Always"]);
    }

    private static IEnumerable<Cause> Job(JsonNode? spec, string path)
    {
        foreach (var cause in PodRules.Check(spec.At("template", "spec"), $"{path}.template.spec")) yield return cause;
        var policy = spec.Text("template", "spec", "restartPolicy") ?? "Always";
        if (policy is not ("OnFailure" or "Never"))
            yield return new Cause("FieldValueNotSupported", $"Required value: valid values: \"OnFailure\", \"Never\"", $"{path}.template.spec.restartPolicy");
    }

    private static IEnumerable<Cause> CronJob(JsonObject item)
    {
        if (item.Text("spec", "schedule") is { } schedule && schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5 && !schedule.StartsWith('@'))
            yield return Cause.Invalid("spec.schedule", item.At("spec", "schedule"), "expected exactly 5 fields");
        foreach (var cause in Job(item.At("spec", "jobTemplate", "spec"), "spec.jobTemplate.spec")) yield return cause;
    }

    private static IEnumerable<Cause> Service(JsonObject item)
    {
        var spec = item.At("spec");
        var kind = spec.Text("type") ?? "ClusterIP";
        if (!ServiceTypes.Contains(kind)) yield return Cause.Unsupported("spec.type", kind, ServiceTypes);
        var ports = spec.Objects("ports").ToList();
        if (ports.Count == 0 && kind != "ExternalName" && spec.Text("clusterIP") != "None") yield return Cause.Required("spec.ports");
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i].Number("port") is < 1 or > 65535) yield return Cause.Invalid($"spec.ports[{i}].port", ports[i]["port"], "must be between 1 and 65535, inclusive");
            if (ports.Count > 1 && ports[i].Text("name") is null) yield return Cause.Required($"spec.ports[{i}].name");
        }
    }

    private static IEnumerable<Cause> Keys(JsonObject item)
    {
        foreach (var (key, _) in item.At("data") as JsonObject ?? [])
            if (key.Length is 0 or > 253 || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
                yield return Cause.Invalid($"data[{key}]", JsonValue.Create(key), "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')");
    }
}
