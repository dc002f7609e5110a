namespace Groundwright.Adapters.Tests.Terraform.Recorded;

/// <summary>
/// Answers of tools and providers that tests cannot have: plans with AWS types, and reports of tflint, checkov and conftest. They are written after the
/// documented formats and cut to what matters; that the real programs answer so is unproven here.
/// </summary>
internal static class RecordedAnswers
{
    /// <summary><c>terraform show -json</c> of a plan with AWS types.</summary>
    public const string AwsPlan = """
        {
          "format_version": "1.2", "terraform_version": "1.11.4",
          "resource_changes": [
            {"address": "aws_security_group.open", "mode": "managed", "type": "aws_security_group", "name": "open", "change": {"actions": ["create"], "before": null,
              "after": {"name": "open", "ingress": [{"cidr_blocks":["0.0.0.0/0"],"from_port":22,"protocol":"tcp","to_port":22}]},
              "after_unknown": {}, "before_sensitive": false, "after_sensitive": {"ingress": [{"cidr_blocks": [false]}]}}},
            {"address": "aws_db_instance.main", "mode": "managed", "type": "aws_db_instance", "name": "main", "change": {"actions": ["update"],
              "before": {"instance_class": "db.t3.small", "password": "old-pw", "storage_encrypted": true}, "after": {"instance_class": "db.t3.large", "password": "new-pw", "storage_encrypted": true},
              "after_unknown": {}, "before_sensitive": {"password": true}, "after_sensitive": {"password": true}}},
            {"address": "aws_s3_bucket.logs", "mode": "managed", "type": "aws_s3_bucket", "name": "logs", "change": {"actions": ["delete", "create"],
              "before": {"bucket": "logs-old", "id": "logs-old"}, "after": {"bucket": "logs-new"}, "after_unknown": {"id": true}, "before_sensitive": {}, "after_sensitive": {},
              "replace_paths": [["bucket"]]}},
            {"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main", "change": {"actions": ["no-op"], "before": {"id": "vpc-1"}, "after": {"id": "vpc-1"}}},
            {"address": "aws_db_instance.reports", "mode": "managed", "type": "aws_db_instance", "name": "reports", "change": {"actions": ["delete"],
              "before": {"skip_final_snapshot": true, "password": "reports-pw"}, "after": null, "after_unknown": {}, "before_sensitive": {"password": true}, "after_sensitive": false}}
          ],
          "output_changes": {
            "bucket": {"actions": ["update"], "before": "logs-old", "after": "logs-new", "after_unknown": false, "before_sensitive": false, "after_sensitive": false},
            "same": {"actions": ["no-op"], "before": 1, "after": 1, "after_unknown": false, "before_sensitive": false, "after_sensitive": false},
            "token": {"actions": ["update"], "before": "t1", "after": "t2", "after_unknown": false, "before_sensitive": true, "after_sensitive": true}
          }
        }
        """;

    /// <summary><c>tflint --format=json</c>.</summary>
    public const string Tflint = """
        {"issues":[{"rule":{"name":"terraform_unused_declarations","severity":"warning","link":"https://github.com/terraform-linters/tflint-ruleset-terraform"},
          "message":"variable \"x\" is declared but not used","range":{"filename":"main.tf","start":{"line":3,"column":1},"end":{"line":3,"column":13}},"callers":[]}],"errors":[]}
        """;

    /// <summary><c>checkov --output json</c>.</summary>
    public const string Checkov = """
        {"check_type":"terraform_plan","results":{"failed_checks":[{"check_id":"CKV_AWS_18","check_name":"Ensure the S3 bucket has access logging enabled","check_result":{"result":"FAILED"},
          "file_path":"/plan.json","resource":"aws_s3_bucket.logs","severity":null}]},"summary":{"passed":3,"failed":1}}
        """;

    /// <summary><c>conftest test --output json</c>.</summary>
    public const string Conftest = """
        [{"filename":"plan.json","namespace":"main","successes":1,"failures":[{"msg":"no bucket without tags","metadata":{"resource":"aws_s3_bucket.logs"}}],"warnings":[{"msg":"old instance type"}]}]
        """;
}
