namespace Groundwright.Core.Environments.Policies;

/// <summary>Every built-in rule, in the order in which they are documented and checked.</summary>
public static class PolicyCatalog
{
    /// <summary>All rules.</summary>
    /// <param name="stateful">Which resource types hold data.</param>
    public static IReadOnlyList<IPolicyRule> Rules(StatefulResources stateful) =>
    [
        new DataLossRule(stateful),
        new OpenIngressRule(),
        new OpenGoogleFirewallRule(),
        new OpenAzureRule(),
        new PublicBucketRule(),
        new PublicAccessBlockRule(),
        new WildcardIamRule(),
        new UnencryptedStorageRule("enc-001", ["aws_ebs_volume"], "encrypted", "the volume"),
        new UnencryptedStorageRule("enc-002", ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"], "storage_encrypted", "the database"),
        new UnencryptedStorageRule("enc-003", ["aws_efs_file_system"], "encrypted", "the file system"),
        new UnencryptedBucketRule(),
        new PrivilegedContainerRule(),
        new HostAccessRule(),
        new RootContainerRule(),
        new ImageTagRule(),
        new PlainSecretRule(),
        new NoLimitsRule(),
        new WildcardRoleRule(),
    ];
}
