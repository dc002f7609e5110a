using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A container that is as mighty as its node.</summary>
internal sealed class PrivilegedContainerRule : IPolicyRule
{
    private static readonly string[] Mighty = ["ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "NET_ADMIN", "BPF", "DAC_READ_SEARCH"];

    public string Id => "k8s-001";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A container is privileged, may gain privileges, or has capabilities with which it leaves its sandbox.";

    public IEnumerable<string> Check(PlannedResource resource) => resource.PodSpec().Containers().SelectMany(Of);

    private static IEnumerable<string> Of(JsonElement container)
    {
        var security = container.Member("securityContext");
        if (security.Flag("privileged") == true) yield return $"container {container.ContainerName()} is privileged";
        if (security.Flag("allowPrivilegeEscalation") == true) yield return $"container {container.ContainerName()} may gain privileges (allowPrivilegeEscalation)";
        var added = security.Member("capabilities").Texts("add").Where(name => Mighty.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (added.Count > 0) yield return $"container {container.ContainerName()} gets {string.Join(", ", added)}";
    }
}
