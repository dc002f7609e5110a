namespace Groundwright.Core.Environments.Policies;

/// <summary>Which resource types hold data that is lost with them. <c>*</c> at the end of a pattern matches the rest.</summary>
/// <param name="extra">More patterns, for types of own or rare providers.</param>
public sealed class StatefulResources(IEnumerable<string> extra)
{
    private static readonly string[] Known =
    [
        "aws_db_instance", "aws_db_cluster*", "aws_rds_cluster*", "aws_rds_global_cluster", "aws_s3_bucket", "aws_s3_directory_bucket", "aws_s3_object",
        "aws_dynamodb_table", "aws_dynamodb_global_table", "aws_ebs_volume", "aws_ebs_snapshot", "aws_efs_file_system", "aws_fsx_*", "aws_kms_key",
        "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_elasticache_serverless_cache", "aws_memorydb_cluster", "aws_opensearch_domain",
        "aws_opensearchserverless_collection", "aws_elasticsearch_domain", "aws_redshift_cluster", "aws_redshiftserverless_namespace", "aws_docdb_cluster",
        "aws_neptune_cluster", "aws_keyspaces_table", "aws_timestreamwrite_table", "aws_kinesis_stream", "aws_msk_cluster", "aws_mq_broker", "aws_sqs_queue",
        "aws_ecr_repository", "aws_secretsmanager_secret", "aws_cloudwatch_log_group", "aws_backup_vault", "aws_glacier_vault", "aws_cognito_user_pool", "aws_lightsail_database",
        "AWS::RDS::DBInstance", "AWS::RDS::DBCluster", "AWS::RDS::GlobalCluster", "AWS::S3::Bucket", "AWS::S3Express::DirectoryBucket", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable",
        "AWS::EC2::Volume", "AWS::EFS::FileSystem", "AWS::FSx::*", "AWS::KMS::Key", "AWS::ElastiCache::CacheCluster", "AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::ServerlessCache",
        "AWS::MemoryDB::Cluster", "AWS::OpenSearchService::Domain", "AWS::OpenSearchServerless::Collection", "AWS::Elasticsearch::Domain", "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Namespace", "AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster", "AWS::Cassandra::Table", "AWS::Timestream::Table", "AWS::Kinesis::Stream", "AWS::MSK::Cluster",
        "AWS::AmazonMQ::Broker", "AWS::SQS::Queue", "AWS::ECR::Repository", "AWS::SecretsManager::Secret", "AWS::Logs::LogGroup", "AWS::Backup::BackupVault", "AWS::Cognito::UserPool",
        "google_sql_*", "google_storage_bucket", "google_bigquery_dataset", "google_bigquery_table", "google_bigtable_*", "google_spanner_*", "google_firestore_database",
        "google_compute_disk", "google_filestore_instance", "google_redis_instance", "google_alloydb_*", "google_kms_crypto_key", "google_pubsub_topic", "google_secret_manager_secret",
        "azurerm_sql_*", "azurerm_mssql_*", "azurerm_mysql_*", "azurerm_postgresql_*", "azurerm_mariadb_*", "azurerm_cosmosdb_*", "azurerm_storage_account", "azurerm_storage_container",
        "azurerm_storage_share", "azurerm_managed_disk", "azurerm_redis_cache", "azurerm_key_vault", "azurerm_key_vault_key", "azurerm_eventhub", "azurerm_container_registry",
        "kubernetes_persistent_volume*", "digitalocean_database_cluster", "digitalocean_volume", "digitalocean_spaces_bucket", "hcloud_volume", "mongodbatlas_*cluster",
        "PersistentVolumeClaim", "PersistentVolume", "StatefulSet.apps", "Namespace", "CustomResourceDefinition.apiextensions.k8s.io",
    ];

    private readonly string[] patterns = [.. Known, .. extra];

    /// <summary>Whether losing a resource of this type loses data.</summary>
    public bool Contains(string type) => Array.Exists(patterns, pattern => Wildcard.Matches(pattern, type));
}
