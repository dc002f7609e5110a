using System.Text.Json;
using Groundwright.Adapters.Cdk;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Cdk;

/// <summary>What needs no tool: comparing templates, judging them, reading logs, packing assemblies.</summary>
public sealed class CdkPiecesTests
{
    private static readonly StatefulResources Stateful = new([]);

    [Theory]
    [InlineData("""{"Type":"AWS::S3::Bucket"}""", "null", ChangeAction.Delete, true)]
    [InlineData("""{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain"}""", "null", ChangeAction.None, false)]
    [InlineData("""{"Type":"AWS::S3::Bucket"}""", """{"Type":"AWS::S3::Bucket","Properties":{"BucketName":"x"}}""", ChangeAction.Replace, true)]
    [InlineData("""{"Type":"AWS::SNS::Topic"}""", """{"Type":"AWS::SQS::Queue"}""", ChangeAction.Replace, true)]
    [InlineData("""{"Type":"AWS::SNS::Topic"}""", """{"Type":"AWS::SNS::Topic","Metadata":{"x":1}}""", ChangeAction.None, false)]
    [InlineData("""{"Type":"AWS::SNS::Topic"}""", """{"Type":"AWS::SNS::Topic","Properties":{"KmsMasterKeyId":"x"}}""", ChangeAction.Update, false)]
    public void Templates_tell_what_becomes_of_a_resource(string before, string after, ChangeAction action, bool losesData)
    {
        var change = TemplateComparison.Of(Stack(before, after)).ShouldHaveSingleItem().Of(Stateful);

        (change.Address, change.Action, change.HoldsData).ShouldBe(("Shop/R", action, losesData));
    }

    [Theory]
    [InlineData("net-001", """{"Type":"AWS::EC2::SecurityGroup","Properties":{"SecurityGroupIngress":[{"CidrIp":"0.0.0.0/0","IpProtocol":"tcp","FromPort":22,"ToPort":22}]}}""")]
    [InlineData("net-001", """{"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"CidrIpv6":"::/0","IpProtocol":"-1"}}""")]
    [InlineData("bucket-001", """{"Type":"AWS::S3::Bucket","Properties":{"AccessControl":"PublicRead"}}""")]
    [InlineData("bucket-002", """{"Type":"AWS::S3::Bucket","Properties":{"PublicAccessBlockConfiguration":{"BlockPublicAcls":true}}}""")]
    [InlineData("iam-001", """{"Type":"AWS::IAM::Policy","Properties":{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}}""")]
    [InlineData("iam-001", """{"Type":"AWS::IAM::Role","Properties":{"Policies":[{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":["*"],"Resource":["*"]}]}}]}}""")]
    [InlineData("enc-001", """{"Type":"AWS::EC2::Volume","Properties":{"Size":1}}""")]
    [InlineData("enc-002", """{"Type":"AWS::RDS::DBInstance","Properties":{"StorageEncrypted":false}}""")]
    [InlineData(null, """{"Type":"AWS::EC2::SecurityGroup","Properties":{"SecurityGroupIngress":[{"CidrIp":"0.0.0.0/0","IpProtocol":"tcp","FromPort":443,"ToPort":443}]}}""")]
    [InlineData(null, """{"Type":"AWS::RDS::DBInstance","Properties":{"DBClusterIdentifier":{"Ref":"C"}}}""")]
    public void The_policy_rules_see_resources_of_CloudFormation(string? rule, string resource)
    {
        var policy = new PolicyRules(new PolicySettings(), Stateful, TimeProvider.System);

        var findings = policy.Check([.. TemplateComparison.Of(Stack("null", resource)).SelectMany(PolicyView.Of)]);

        findings.Select(finding => finding.Rule).ShouldBe(rule is null ? [] : [rule]);
    }

    [Fact]
    public void A_plan_shows_no_value_whose_name_sounds_secret()
    {
        var stack = Stack("""{"Type":"AWS::RDS::DBInstance","Properties":{"MasterUserPassword":"old","Port":1}}""", """{"Type":"AWS::RDS::DBInstance","Properties":{"MasterUserPassword":"new","Port":2}}""");

        CdkPlanText.Render(TemplateComparison.Of(stack), [], Stateful).ShouldBe(
            "Plan: 0 to add, 1 to change, 0 to destroy.\n~ Shop/R  AWS::RDS::DBInstance\n    MasterUserPassword: (sensitive) -> (sensitive)\n    Port: 1 -> 2");
    }

    [Fact]
    public void The_same_assembly_is_the_same_archive_and_comes_back_as_it_was()
    {
        using var folder = new TemporaryDirectory();
        foreach (var copy in new[] { "one", "two" })
        {
            folder.Write($"{copy}/manifest.json", "{}");
            File.SetLastWriteTimeUtc(folder.Write($"{copy}/asset.1/run.sh", "true"), copy == "one" ? DateTime.UnixEpoch : new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(folder[copy, "asset.1", "link"], "run.sh");
        }

        var packed = AssemblyArchive.Pack(folder["one"]);
        packed.ShouldBe(AssemblyArchive.Pack(folder["two"]));
        File.WriteAllBytes(folder["archive"], packed);
        AssemblyArchive.Unpack(folder["archive"], folder["back"]);

        File.ReadAllText(folder["back", "asset.1", "run.sh"]).ShouldBe("true");
        AssemblyArchive.Pack(folder["back"]).ShouldBe(packed);
    }

    [Fact]
    public void A_log_tells_what_is_done_and_what_was_taken_back()
    {
        const string log = """
            net | 1/2 | 9:44:12 PM | CREATE_COMPLETE         | AWS::SQS::Queue            | Network/Orders (Orders1)
            net | 2/2 | 9:44:12 PM | CREATE_COMPLETE         | AWS::CloudFormation::Stack | net

             ✅  Network (net)
            shop | 1/3 | 9:44:12 PM | CREATE_COMPLETE        | AWS::SQS::Queue            | Shop/Half (Half1)
            """;
        var plan = new TargetPlan
        {
            Target = "shop",
            Environment = "dev",
            Sha256 = "",
            Artifact = "",
            Text = "",
            Expires = default,
            Binding = new Dictionary<string, string>(),
            Changes = [new("Network/Orders1", "AWS::SQS::Queue", ChangeAction.Create, true), new("Shop/Half1", "AWS::SQS::Queue", ChangeAction.Create, true), new("Shop/Other", "AWS::SQS::Queue", ChangeAction.Create, true)],
        };

        AppliedCount.Of(plan, CdkLog.Parse(log)).ShouldBe(new AppliedChanges(2, 0, 0));
        AppliedCount.Of(plan, CdkLog.Parse(log + "\nshop | 2/3 | 9:44:13 PM | ROLLBACK_IN_PROGRESS | AWS::CloudFormation::Stack | shop")).ShouldBe(new AppliedChanges(1, 0, 0));
    }

    private static DeployedStack Stack(string before, string after) => new()
    {
        Status = "CREATE_COMPLETE",
        Template = Template(before),
        Stack = new CdkStack { Id = "Shop", Name = "shop", Template = Template(after) },
    };

    private static JsonElement Template(string resource) =>
        JsonDocument.Parse(resource == "null" ? """{"Resources":{}}""" : $$$"""{"Resources":{"R":{{{resource}}}}}""").RootElement.Clone();
}
