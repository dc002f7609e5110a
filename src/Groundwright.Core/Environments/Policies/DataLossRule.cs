namespace Groundwright.Core.Environments.Policies;

/// <summary>A resource that holds data goes away.</summary>
internal sealed class DataLossRule(StatefulResources stateful) : IPolicyRule
{
    public string Id => "db-001";

    public PolicySeverity Severity => PolicySeverity.Approval;

    public string Documentation => "A database, volume, bucket, queue or key is destroyed or replaced: its data goes with it, so it needs its own approval.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (resource.Action is not (ChangeAction.Delete or ChangeAction.Replace) || !stateful.Contains(resource.Type)) yield break;
        var loss = resource.Action == ChangeAction.Replace ? "is replaced and holds data" : "holds data";
        if (resource.Before.Flag("skip_final_snapshot") == true) loss += ", no final snapshot";
        if (resource.Before.Flag("force_destroy") == true) loss += ", force_destroy is on";
        yield return loss;
    }
}
