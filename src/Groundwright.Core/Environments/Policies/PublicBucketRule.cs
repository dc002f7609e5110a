namespace Groundwright.Core.Environments.Policies;

/// <summary>A bucket that everyone may read.</summary>
internal sealed class PublicBucketRule : IPolicyRule
{
    public string Id => "bucket-001";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A bucket or storage account is readable by everyone: a public ACL, allUsers, or public nested items.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten) yield break;
        var after = resource.After;
        if (resource.Type is "aws_s3_bucket" or "aws_s3_bucket_acl" && after.Text("acl") is { } acl && acl.StartsWith("public-", StringComparison.Ordinal))
            yield return $"the bucket's ACL is {acl}";
        if (resource.Type.StartsWith("google_storage_bucket_iam", StringComparison.Ordinal))
            foreach (var member in after.Texts("member").Concat(after.Texts("members")).Where(member => member is "allUsers" or "allAuthenticatedUsers"))
                yield return $"{member} get {after.Text("role") ?? "a role"} on the bucket";
        if (resource.Type == "azurerm_storage_account" && (after.Flag("allow_nested_items_to_be_public") ?? after.Flag("allow_blob_public_access")) == true)
            yield return "containers of the storage account may be public";
    }
}
