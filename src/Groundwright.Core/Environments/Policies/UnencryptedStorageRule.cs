namespace Groundwright.Core.Environments.Policies;

/// <summary>Storage whose attribute for encryption is off.</summary>
/// <param name="id">Id of the rule.</param>
/// <param name="types">Resource types it is about.</param>
/// <param name="attribute">The attribute that must be true.</param>
/// <param name="what">What it is, for people.</param>
internal sealed class UnencryptedStorageRule(string id, string[] types, string attribute, string what) : IPolicyRule
{
    public string Id => id;

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => $"{what} is not encrypted at rest ({attribute} is off).";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten || !types.Contains(resource.Type)) return [];
        // Known only after the apply: an account default decides, which may well be on.
        if (resource.AfterUnknown.Flag(attribute) == true) return [];
        return resource.After.Flag(attribute) == true ? [] : [$"{what} is not encrypted at rest"];
    }
}
