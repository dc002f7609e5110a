using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas.Rules;

/// <summary>What the real server fills in for a pod.</summary>
internal static class PodDefaults
{
    public static void Fill(JsonObject spec)
    {
        spec.Default("restartPolicy", "Always");
        spec.Default("terminationGracePeriodSeconds", 30);
        spec.Default("dnsPolicy", "ClusterFirst");
        spec.Default("schedulerName", "default-scheduler");
        spec.Default("securityContext", new JsonObject());
        foreach (var container in spec.Objects("containers").Concat(spec.Objects("initContainers"))) Container(container);
        foreach (var volume in spec.Objects("volumes"))
            foreach (var source in new[] { "configMap", "secret" })
                if (volume[source] is JsonObject files) files.Default("defaultMode", 420);
    }

    private static void Container(JsonObject container)
    {
        container.Default("imagePullPolicy", IsLatest(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
        container.Default("terminationMessagePath", "/dev/termination-log");
        container.Default("terminationMessagePolicy", "File");
        container.Default("resources", new JsonObject());
        foreach (var port in container.Objects("ports")) port.Default("protocol", "TCP");
        foreach (var name in new[] { "livenessProbe", "readinessProbe", "startupProbe" })
            if (container[name] is JsonObject probe) Probe(probe);
    }

    private static void Probe(JsonObject probe)
    {
        probe.Default("timeoutSeconds", 1);
        probe.Default("periodSeconds", 10);
        probe.Default("successThreshold", 1);
        probe.Default("failureThreshold", 3);
        if (probe["httpGet"] is not JsonObject http) return;
        http.Default("scheme", "HTTP");
        http.Default("path", "/");
    }

    private static bool IsLatest(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@', StringComparison.Ordinal) && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest", StringComparison.Ordinal));
    }
}
