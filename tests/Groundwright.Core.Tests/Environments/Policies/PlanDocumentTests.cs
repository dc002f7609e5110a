using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments.Policies;

public sealed class PlanDocumentTests
{
    [Fact]
    public void A_move_an_import_and_a_forgotten_resource_are_recorded_changes()
    {
        var plan = PlanDocument.Parse("""
            {"format_version":"1.2","resource_changes":[
              {"address":"a.new","previous_address":"a.old","type":"a","change":{"actions":["no-op"]}},
              {"address":"a.in","type":"a","change":{"actions":["no-op"],"importing":{"id":"1"}}},
              {"address":"a.out","type":"a","change":{"actions":["forget"]}},
              {"address":"a.same","type":"a","change":{"actions":["no-op"]}}]}
            """);

        plan.Resources.Select(resource => (resource.Address, resource.Action)).ShouldBe([("a.new", ChangeAction.None), ("a.in", ChangeAction.None), ("a.out", ChangeAction.None)]);
    }

    [Fact]
    public void An_unknown_action_is_taken_for_the_worst()
    {
        var plan = PlanDocument.Parse("""{"format_version":"1.9","resource_changes":[{"address":"a.x","type":"a","change":{"actions":["vaporise"]}}]}""");

        plan.Resources.ShouldHaveSingleItem().Action.ShouldBe(ChangeAction.Delete);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"format_version\":\"2.0\"}")]
    [InlineData("{\"format_version\":\"1.2\"")]
    public void What_is_no_plan_is_a_problem(string text)
    {
        Should.Throw<GroundwrightException>(() => PlanDocument.Parse(text)).Problem.Code.ShouldBe(TargetProblems.Unreadable);
    }

    [Fact]
    [Covers("T8")]
    public void Any_shape_of_json_is_read_and_judged_without_a_fault()
    {
        var rules = new PolicyRules(new PolicySettings(), new StatefulResources([]), TimeProvider.System);
        var names = new[] { "address", "type", "change", "actions", "before", "after", "after_unknown", "ingress", "cidr_blocks", "allow", "ports", "acl", "policy", "from_port", "members", "security_rule", "encrypted" };
        var words = new[] { "aws_security_group", "google_compute_firewall", "azurerm_network_security_group", "aws_s3_bucket", "aws_iam_policy", "aws_ebs_volume", "create", "delete", "0.0.0.0/0", "*", "{}" };

        Prop.ForAll(JsonText(names, words).ToArbitrary(), json =>
        {
            try
            {
                rules.Check(PlanDocument.Parse($$"""{"format_version":"1.2","resource_changes":{{json}},"output_changes":{{json}}}""").Resources);
            }
            catch (GroundwrightException)
            {
                return true;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static Gen<string> JsonText(string[] names, string[] words)
    {
        Gen<string> Leaf() => Gen.OneOf(Gen.Elements("null", "true", "false", "1e400", "-5", "[]", "{}"), Gen.Elements(words).Select(word => $"\"{word}\""));
        Gen<string> Of(int depth) => depth == 0
            ? Leaf()
            : Gen.OneOf(
                Leaf(),
                Of(depth - 1).ArrayOf(3).Select(items => $"[{string.Join(',', items)}]"),
                Gen.Zip(Gen.Elements(names), Of(depth - 1)).ArrayOf(5).Select(members => $"{{{string.Join(',', members.Select(member => $"\"{member.Item1}\":{member.Item2}"))}}}"));
        return Of(5);
    }
}
