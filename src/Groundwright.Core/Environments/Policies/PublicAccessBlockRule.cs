namespace Groundwright.Core.Environments.Policies;

/// <summary>The guard against public buckets is turned off.</summary>
internal sealed class PublicAccessBlockRule : IPolicyRule
{
    private static readonly string[] Guards = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

    public string Id => "bucket-002";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "A public access block of S3 has one of its four guards off.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        if (!resource.IsWritten || resource.Type is not ("aws_s3_bucket_public_access_block" or "aws_s3_account_public_access_block")) return [];
        var off = Guards.Where(guard => resource.After.Flag(guard) == false).ToList();
        return off.Count == 0 ? [] : [$"{string.Join(", ", off)} {(off.Count == 1 ? "is" : "are")} off"];
    }
}
