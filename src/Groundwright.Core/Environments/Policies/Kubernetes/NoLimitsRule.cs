using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A container that may take all of its node.</summary>
internal sealed class NoLimitsRule : IPolicyRule
{
    public string Id => "k8s-006";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A container has no memory limit, or neither a CPU limit nor a CPU request: one leak takes its neighbours down.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        foreach (var container in resource.PodSpec().Containers())
        {
            var resources = container.Member("resources");
            if (!Says(resources.Member("limits"), "memory")) yield return $"container {container.ContainerName()} has no memory limit";
            if (!Says(resources.Member("limits"), "cpu") && !Says(resources.Member("requests"), "cpu")) yield return $"container {container.ContainerName()} has neither a CPU limit nor a CPU request";
        }
    }

    private static bool Says(JsonElement amounts, string name) => amounts.Member(name).ValueKind is JsonValueKind.String or JsonValueKind.Number;
}
