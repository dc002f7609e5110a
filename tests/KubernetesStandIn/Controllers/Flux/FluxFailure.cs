namespace KubernetesStandIn.Controllers.Flux;

/// <summary>A reconciliation ends here; reason and message go into the Ready condition.</summary>
internal sealed class FluxFailure(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
