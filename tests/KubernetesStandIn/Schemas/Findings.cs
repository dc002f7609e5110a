using KubernetesStandIn.Http;

namespace KubernetesStandIn.Schemas;

/// <summary>What does not fit the schema.</summary>
internal sealed class Findings
{
    /// <summary>Fields that the schema does not know.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Values that the object cannot even be read with, as the real server's reader words it.</summary>
    public List<string> Unreadable { get; } = [];

    /// <summary>Values that are refused.</summary>
    public List<Cause> Causes { get; } = [];
}
