using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Controllers;

/// <summary>The addresses of the ready pods behind a Service.</summary>
internal sealed class EndpointsController(Cluster cluster) : IController
{
    public void Reconcile()
    {
        foreach (var service in cluster.List("", "services").ToList())
            if (service.At("spec", "selector") is JsonObject { Count: > 0 } selector) Reconcile(service, selector);
    }

    private void Reconcile(JsonObject service, JsonObject selector)
    {
        var (inNamespace, name) = (service.Text("metadata", "namespace")!, service.Text("metadata", "name")!);
        var pods = cluster.List("", "pods", inNamespace).Where(pod => Selector.HasAll(pod.At("metadata", "labels"), selector) && Conditions.IsTrue(pod["status"], "Ready")).ToList();
        var subsets = new JsonArray();
        if (pods.Count > 0)
        {
            subsets.Add(new JsonObject
            {
                ["addresses"] = new JsonArray([.. pods.Select(Address)]),
                ["ports"] = new JsonArray([.. service.Objects("spec", "ports").Select(port => Port(port, pods[0]))]),
            });
        }
        var there = cluster.Find("", "endpoints", inNamespace, name);
        if (there is null)
        {
            cluster.Create("", "endpoints", new JsonObject
            {
                ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = inNamespace, ["ownerReferences"] = Cluster.OwnerOf(service) }, ["subsets"] = subsets,
            }, DeploymentController.Manager);
        }
        else if (!JsonReading.Same(there["subsets"] ?? new JsonArray(), subsets))
        {
            cluster.Change("", "endpoints", there, live => live["subsets"] = subsets, DeploymentController.Manager);
        }
    }

    private static JsonObject Address(JsonObject pod) => new()
    {
        ["ip"] = pod.Text("status", "podIP"), ["nodeName"] = pod.Text("spec", "nodeName"),
        ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["name"] = pod.Text("metadata", "name"), ["namespace"] = pod.Text("metadata", "namespace"), ["uid"] = pod.Text("metadata", "uid") },
    };

    private static JsonObject Port(JsonObject port, JsonObject pod)
    {
        var number = port.Number("targetPort") ?? pod.Objects("spec", "containers").SelectMany(container => container.Objects("ports")).FirstOrDefault(one => one.Text("name") == port.Text("targetPort")).Number("containerPort") ?? port.Number("port");
        var result = new JsonObject { ["port"] = number, ["protocol"] = port.Text("protocol") };
        if (port.Text("name") is { } name) result["name"] = name;
        return result;
    }
}
