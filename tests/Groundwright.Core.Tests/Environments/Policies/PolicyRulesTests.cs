using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Core.Tests.Environments.Policies;

public sealed class PolicyRulesTests
{
    private static readonly ManualTime Time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    // Losing data.
    [InlineData("aws_db_instance", "delete", """{"skip_final_snapshot":true}""", "null", "db-001", "holds data, no final snapshot")]
    [InlineData("aws_db_instance", "delete", """{"skip_final_snapshot":false}""", "null", "db-001", "holds data")]
    [InlineData("aws_s3_bucket", "delete", """{"force_destroy":true}""", "null", "db-001", "holds data, force_destroy is on")]
    [InlineData("google_sql_database_instance", "delete,create", "{}", "{}", "db-001", "is replaced and holds data")]
    [InlineData("aws_instance", "delete", "{}", "null", null, null)]
    [InlineData("aws_db_instance", "update", """{"storage_encrypted":true}""", """{"storage_encrypted":true}""", null, null)]
    // Open doors.
    [InlineData("aws_security_group", "create", "null", """{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":22,"to_port":22,"protocol":"tcp"}]}""", "net-001", "port 22 is open to 0.0.0.0/0")]
    [InlineData("aws_security_group", "create", "null", """{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":443,"to_port":443,"protocol":"tcp"}]}""", null, null)]
    [InlineData("aws_security_group", "create", "null", """{"ingress":[{"cidr_blocks":["10.0.0.0/8"],"from_port":22,"to_port":22,"protocol":"tcp"}]}""", null, null)]
    [InlineData("aws_security_group", "create", "null", """{"ingress":[{"ipv6_cidr_blocks":["::/0"],"from_port":0,"to_port":0,"protocol":"-1"}]}""", "net-001", "every port is open to ::/0")]
    [InlineData("aws_security_group_rule", "create", "null", """{"type":"ingress","cidr_blocks":["0.0.0.0/0"],"from_port":80,"to_port":443,"protocol":"tcp"}""", "net-001", "port 80-443 is open to 0.0.0.0/0")]
    [InlineData("aws_security_group_rule", "create", "null", """{"type":"egress","cidr_blocks":["0.0.0.0/0"],"from_port":0,"to_port":0,"protocol":"-1"}""", null, null)]
    [InlineData("aws_vpc_security_group_ingress_rule", "update", "{}", """{"cidr_ipv4":"0.0.0.0/0","from_port":3306,"to_port":3306,"ip_protocol":"tcp"}""", "net-001", "port 3306 is open to 0.0.0.0/0")]
    [InlineData("google_compute_firewall", "create", "null", """{"direction":"INGRESS","source_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp","ports":["22"]}]}""", "net-002", "port 22 is open to 0.0.0.0/0")]
    [InlineData("google_compute_firewall", "create", "null", """{"source_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp","ports":["80","443"]}]}""", null, null)]
    [InlineData("google_compute_firewall", "create", "null", """{"direction":"EGRESS","source_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp"}]}""", null, null)]
    [InlineData("azurerm_network_security_rule", "create", "null", """{"direction":"Inbound","access":"Allow","source_address_prefix":"Internet","destination_port_range":"3389"}""", "net-003", "port 3389 is open to Internet")]
    [InlineData("azurerm_network_security_group", "create", "null", """{"security_rule":[{"direction":"Inbound","access":"Allow","source_address_prefix":"*","destination_port_range":"*"}]}""", "net-003", "every port is open to everyone")]
    [InlineData("azurerm_network_security_rule", "create", "null", """{"direction":"Inbound","access":"Deny","source_address_prefix":"*","destination_port_range":"*"}""", null, null)]
    // Public buckets.
    [InlineData("aws_s3_bucket_acl", "create", "null", """{"acl":"public-read"}""", "bucket-001", "the bucket's ACL is public-read")]
    [InlineData("aws_s3_bucket_acl", "create", "null", """{"acl":"private"}""", null, null)]
    [InlineData("google_storage_bucket_iam_member", "create", "null", """{"member":"allUsers","role":"roles/storage.objectViewer"}""", "bucket-001", "allUsers get roles/storage.objectViewer on the bucket")]
    [InlineData("azurerm_storage_account", "create", "null", """{"allow_nested_items_to_be_public":true}""", "bucket-001", "containers of the storage account may be public")]
    [InlineData("aws_s3_bucket_public_access_block", "create", "null", """{"block_public_acls":false,"block_public_policy":true,"ignore_public_acls":false,"restrict_public_buckets":true}""", "bucket-002", "block_public_acls, ignore_public_acls are off")]
    // Rights.
    [InlineData("aws_iam_policy", "create", "null", """{"policy":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"s3:Get\",\"*\"],\"Resource\":\"*\"}}"}""", "iam-001", "Action * on Resource * is allowed")]
    [InlineData("aws_iam_role_policy", "create", "null", """{"policy":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}"}""", null, null)]
    [InlineData("aws_iam_policy", "create", "null", """{"policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}"}""", null, null)]
    [InlineData("aws_iam_policy", "create", "null", """{"policy":"no json"}""", null, null)]
    // Encryption.
    [InlineData("aws_ebs_volume", "create", "null", """{"encrypted":false}""", "enc-001", "the volume is not encrypted at rest")]
    [InlineData("aws_ebs_volume", "create", "null", """{"encrypted":true}""", null, null)]
    [InlineData("aws_db_instance", "create", "null", """{"storage_encrypted":null}""", "enc-002", "the database is not encrypted at rest")]
    [InlineData("aws_efs_file_system", "create", "null", "{}", "enc-003", "the file system is not encrypted at rest")]
    [InlineData("aws_s3_bucket", "create", "null", """{"server_side_encryption_configuration":[]}""", "enc-004", "the bucket states no encryption")]
    [InlineData("aws_s3_bucket", "create", "null", "{}", null, null)]
    public void A_rule_finds_what_it_is_for_and_nothing_else(string type, string actions, string before, string after, string? rule, string? reason)
    {
        var findings = Rules().Check(PlanDocument.Parse(Plan(type, actions, before, after)).Resources);

        if (rule is null) findings.ShouldBeEmpty();
        else findings.Select(finding => (finding.Rule, finding.Reason, finding.Resource)).ShouldBe([(rule, reason!, $"{type}.x")]);
    }

    [Fact]
    public void What_is_known_only_after_the_apply_is_not_held_against_anyone()
    {
        var plan = Plan("aws_ebs_volume", "create", "null", "{}", """{"encrypted":true}""");

        Rules().Check(PlanDocument.Parse(plan).Resources).ShouldBeEmpty();
    }

    [Fact]
    public void What_stays_as_it_is_is_not_judged()
    {
        var plan = Plan("aws_ebs_volume", "no-op", """{"encrypted":false}""", """{"encrypted":false}""");

        Rules().Check(PlanDocument.Parse(plan).Resources).ShouldBeEmpty();
    }

    [Fact]
    public void A_waiver_names_its_owner_on_the_finding()
    {
        var finding = Delete(new WaiverSettings("db-001", "aws_db_instance.*", "ana", "moved away", new DateOnly(2026, 3, 1))).ShouldHaveSingleItem();

        finding.WaivedBy.ShouldBe("ana");
        finding.Severity.ShouldBe(PolicySeverity.Approval);
    }

    [Fact]
    public void An_expired_waiver_covers_nothing_and_is_told()
    {
        var finding = Delete(new WaiverSettings("db-001", "aws_db_instance.x", "ana", "moved away", new DateOnly(2026, 2, 28))).ShouldHaveSingleItem();

        finding.WaivedBy.ShouldBeNull();
        finding.Reason.ShouldBe("holds data (the waiver of ana expired on 2026-02-28)");
    }

    [Theory]
    [InlineData("db-001", "aws_db_instance.y")]
    [InlineData("net-001", "aws_db_instance.x")]
    public void A_waiver_for_something_else_covers_nothing(string rule, string resource)
    {
        Delete(new WaiverSettings(rule, resource, "ana", "", new DateOnly(2027, 1, 1))).ShouldHaveSingleItem().WaivedBy.ShouldBeNull();
    }

    [Fact]
    public void A_project_can_name_more_types_that_hold_data()
    {
        new StatefulResources(["acme_vault*"]).Contains("acme_vault_box").ShouldBeTrue();
        new StatefulResources([]).Contains("acme_vault_box").ShouldBeFalse();
    }

    [Fact]
    public void Every_rule_has_an_id_of_its_own_and_says_what_it_is_for()
    {
        var rules = PolicyCatalog.Rules(new StatefulResources([]));

        rules.Select(rule => rule.Id).ShouldBeUnique();
        rules.ShouldAllBe(rule => rule.Documentation.EndsWith('.'));
    }

    private static IReadOnlyList<PolicyFinding> Delete(WaiverSettings waiver) => Rules(waiver).Check(PlanDocument.Parse(Plan("aws_db_instance", "delete", "{}", "null")).Resources);

    private static PolicyRules Rules(params WaiverSettings[] waivers) => new(new PolicySettings { Waivers = waivers }, new StatefulResources([]), Time);

    private static string Plan(string type, string actions, string before, string after, string unknown = "{}") => $$$"""
        {"format_version":"1.2","resource_changes":[{"address":"{{{type}}}.x","type":"{{{type}}}","change":{"actions":["{{{actions.Replace(",", "\",\"")}}}"],"before":{{{before}}},"after":{{{after}}},"after_unknown":{{{unknown}}}}}]}
        """;
}
