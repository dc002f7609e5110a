using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Cdk;

/// <summary>
/// Resources of CloudFormation as the policy rules know them: the rules are written for the AWS provider of Terraform, and the same things have other
/// names there. What is not translated is only looked at for lost data. Values that are known only while it goes on count as not said.
/// </summary>
internal static class PolicyView
{
    /// <summary>What the rules look at for one change.</summary>
    public static IEnumerable<PlannedResource> Of(StackChange change)
    {
        // Losing data is about CloudFormation's own type, and only about what does not stay.
        if (!change.Retained) yield return new PlannedResource { Address = change.Address, Type = change.Type, Action = change.Action };
        foreach (var (type, after) in Translate(change.Type, change.After.Member("Properties")))
            yield return new PlannedResource { Address = change.Address, Type = type, Action = change.Action, After = JsonSerializer.SerializeToElement(after) };
    }

    private static IEnumerable<(string Type, JsonObject After)> Translate(string type, JsonElement properties) => properties.ValueKind != JsonValueKind.Object ? [] : type switch
    {
        "AWS::EC2::SecurityGroup" => [("aws_security_group", new JsonObject { ["ingress"] = new JsonArray([.. properties.Items("SecurityGroupIngress").Select(rule => (JsonNode)Ingress(rule))]) })],
        "AWS::EC2::SecurityGroupIngress" => [("aws_vpc_security_group_ingress_rule", Ingress(properties))],
        "AWS::S3::Bucket" => Bucket(properties),
        "AWS::IAM::Policy" or "AWS::IAM::ManagedPolicy" => [Policy(properties)],
        "AWS::IAM::Role" or "AWS::IAM::User" or "AWS::IAM::Group" => properties.Items("Policies").Select(Policy),
        "AWS::EC2::Volume" => [("aws_ebs_volume", Flag("encrypted", properties, "Encrypted"))],
        "AWS::RDS::DBInstance" when properties.Text("DBClusterIdentifier") is null && properties.Member("DBClusterIdentifier").ValueKind == JsonValueKind.Undefined
            => [("aws_db_instance", Flag("storage_encrypted", properties, "StorageEncrypted"))],
        "AWS::RDS::DBCluster" => [("aws_rds_cluster", Flag("storage_encrypted", properties, "StorageEncrypted"))],
        "AWS::EFS::FileSystem" => [("aws_efs_file_system", Flag("encrypted", properties, "Encrypted"))],
        _ => [],
    };

    private static JsonObject Ingress(JsonElement rule)
    {
        var ingress = new JsonObject { ["cidr_ipv4"] = rule.Text("CidrIp"), ["cidr_ipv6"] = rule.Text("CidrIpv6"), ["ip_protocol"] = rule.Text("IpProtocol") };
        if (rule.Number("FromPort") is { } from) ingress["from_port"] = from;
        if (rule.Number("ToPort") is { } to) ingress["to_port"] = to;
        return ingress;
    }

    private static IEnumerable<(string, JsonObject)> Bucket(JsonElement properties)
    {
        var acl = properties.Text("AccessControl") switch { "PublicRead" => "public-read", "PublicReadWrite" => "public-read-write", _ => null };
        if (acl is not null) yield return ("aws_s3_bucket_acl", new JsonObject { ["acl"] = acl });
        if (properties.Member("PublicAccessBlockConfiguration") is not { ValueKind: JsonValueKind.Object } block) yield break;
        yield return ("aws_s3_bucket_public_access_block", new JsonObject
        {
            ["block_public_acls"] = block.Flag("BlockPublicAcls") ?? false,
            ["block_public_policy"] = block.Flag("BlockPublicPolicy") ?? false,
            ["ignore_public_acls"] = block.Flag("IgnorePublicAcls") ?? false,
            ["restrict_public_buckets"] = block.Flag("RestrictPublicBuckets") ?? false,
        });
    }

    private static (string, JsonObject) Policy(JsonElement policy) => ("aws_iam_policy", new JsonObject { ["policy"] = JsonSerializer.Serialize(policy.Member("PolicyDocument") is { ValueKind: JsonValueKind.Object } document ? document : policy) });

    private static JsonObject Flag(string name, JsonElement properties, string property) => new() { [name] = properties.Flag(property) ?? false };
}
