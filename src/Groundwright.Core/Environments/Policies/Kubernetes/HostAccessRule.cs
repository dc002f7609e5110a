namespace Groundwright.Core.Environments.Policies;

/// <summary>A pod that sees its node.</summary>
internal sealed class HostAccessRule : IPolicyRule
{
    private static readonly string[] Namespaces = ["hostNetwork", "hostPID", "hostIPC"];

    public string Id => "k8s-002";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A pod shares the network, the processes or the files of its node.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        var pod = resource.PodSpec();
        var shared = Namespaces.Where(name => pod.Flag(name) == true).ToList();
        if (shared.Count > 0) yield return $"{string.Join(", ", shared)} {(shared.Count == 1 ? "is" : "are")} on";
        foreach (var volume in pod.Items("volumes"))
            if (volume.Member("hostPath").Text("path") is { } path) yield return $"volume {volume.Text("name")} is {path} of the node";
        foreach (var container in pod.Containers())
            foreach (var port in container.Items("ports").Where(port => port.Number("hostPort") is > 0))
                yield return $"container {container.ContainerName()} takes port {port.Number("hostPort")} of the node";
    }
}
