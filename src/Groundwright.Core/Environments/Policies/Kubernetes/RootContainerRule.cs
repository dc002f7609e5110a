namespace Groundwright.Core.Environments.Policies;

/// <summary>A container that runs as root, or may.</summary>
internal sealed class RootContainerRule : IPolicyRule
{
    public string Id => "k8s-003";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A container runs as root, or nothing forbids it: neither runAsNonRoot nor a runAsUser above 0, in the container or its pod.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        var pod = resource.PodSpec();
        foreach (var container in pod.Containers())
        {
            // What the container says wins over what the pod says, setting by setting.
            var (own, shared) = (container.Member("securityContext"), pod.Member("securityContext"));
            var user = own.Number("runAsUser") ?? shared.Number("runAsUser");
            var refused = own.Flag("runAsNonRoot") ?? shared.Flag("runAsNonRoot");
            if (user == 0) yield return $"container {container.ContainerName()} runs as root (runAsUser: 0)";
            else if (user is null && refused != true) yield return $"container {container.ContainerName()} may run as root: set runAsNonRoot";
        }
    }
}
