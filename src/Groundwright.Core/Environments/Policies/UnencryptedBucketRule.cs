using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>A bucket without an encryption block under providers that still have it inline.</summary>
internal sealed class UnencryptedBucketRule : IPolicyRule
{
    public string Id => "enc-004";

    public PolicySeverity Severity => PolicySeverity.Warning;

    public string Documentation => "A bucket states no encryption (AWS provider before 4.0, where it stands in the bucket itself). Buckets made since January 2023 are encrypted anyway.";

    public IEnumerable<string> Check(PlannedResource resource) =>
        resource.IsWritten && resource.Type == "aws_s3_bucket"
        && resource.After.Member("server_side_encryption_configuration") is { ValueKind: JsonValueKind.Array } blocks && blocks.GetArrayLength() == 0
            ? ["the bucket states no encryption"]
            : [];
}
