using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>What the real server fills in for the kinds people use most.</summary>
internal static class BuiltInDefaults
{
    public static void Fill(ResourceType type, JsonObject item)
    {
        switch (type.IsCustom ? "" : type.Plural)
        {
            case "pods":
                PodDefaults.Fill(item.Ensure("spec"));
                break;
            case "deployments":
                Deployment(item.Ensure("spec"));
                break;
            case "replicasets" or "statefulsets" or "daemonsets":
                if (type.Plural != "daemonsets") item.Ensure("spec").Default("replicas", 1);
                Template(item.Ensure("spec"));
                break;
            case "jobs":
                Job(item.Ensure("spec"));
                break;
            case "cronjobs":
                CronJob(item.Ensure("spec"));
                break;
            case "services":
                Service(item.Ensure("spec"));
                break;
            case "namespaces":
                item.Ensure("metadata", "labels")["kubernetes.io/metadata.name"] = item.Text("metadata", "name");
                break;
            case "secrets":
                Secret(item);
                break;
        }
    }

    private static void Deployment(JsonObject spec)
    {
        spec.Default("replicas", 1);
        spec.Default("revisionHistoryLimit", 10);
        spec.Default("progressDeadlineSeconds", 600);
        var strategy = spec.Ensure("strategy");
        strategy.Default("type", "RollingUpdate");
        if (strategy.Text("type") == "RollingUpdate")
        {
            strategy.Ensure("rollingUpdate").Default("maxSurge", "25%");
            strategy.Ensure("rollingUpdate").Default("maxUnavailable", "25%");
        }
        Template(spec);
    }

    private static void Job(JsonObject spec)
    {
        spec.Default("backoffLimit", 6);
        spec.Default("completions", 1);
        spec.Default("parallelism", 1);
        spec.Default("suspend", false);
        Template(spec);
    }

    private static void CronJob(JsonObject spec)
    {
        spec.Default("concurrencyPolicy", "Allow");
        spec.Default("suspend", false);
        spec.Default("successfulJobsHistoryLimit", 3);
        spec.Default("failedJobsHistoryLimit", 1);
        if (spec.At("jobTemplate", "spec") is JsonObject job) Template(job);
    }

    private static void Template(JsonObject spec)
    {
        if (spec.At("template", "spec") is JsonObject pod) PodDefaults.Fill(pod);
    }

    private static void Service(JsonObject spec)
    {
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        foreach (var port in spec.Objects("ports"))
        {
            port.Default("protocol", "TCP");
            if (port["port"] is { } number) port.Default("targetPort", number.DeepClone());
        }
        if (spec.Text("type") == "ExternalName") return;
        spec.Default("internalTrafficPolicy", "Cluster");
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
    }

    private static void Secret(JsonObject secret)
    {
        secret.Default("type", "Opaque");
        foreach (var (name, value) in secret["stringData"] as JsonObject ?? [])
            secret.Ensure("data")[name] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(value.Text() ?? ""));
        secret.Remove("stringData");
    }
}
