using System.Text;
using Groundwright.Adapters.Terraform;
using Groundwright.Adapters.Tests.Terraform.Recorded;
using Groundwright.Core.Environments.Policies;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

public sealed class PlanTextTests
{
    [Fact]
    public void What_is_lost_stands_first_and_values_that_force_a_replacement_are_marked()
    {
        Render(RecordedAnswers.AwsPlan).ShouldBe("""
            Plan: 2 to add, 1 to change, 2 to destroy.
            - aws_db_instance.reports  holds data
            -/+ aws_s3_bucket.logs  holds data
                bucket: "logs-old" -> "logs-new" (forces replacement)
                id: "logs-old" -> (known after apply)
            ~ aws_db_instance.main
                instance_class: "db.t3.small" -> "db.t3.large"
                password: (sensitive)
            + aws_security_group.open
                ingress: [{"cidr_blocks":["0.0.0.0/0"],"from_port":22,"protocol":"tcp","to_port":22}]
                name: "open"
            ~ output.bucket: "logs-old" -> "logs-new"
            ~ output.token: (sensitive)
            """);
    }

    [Fact]
    [Covers("X8")]
    public void A_list_with_a_secret_inside_is_not_shown_at_all()
    {
        var text = Render("""
            {"format_version":"1.2","resource_changes":[{"address":"a.x","type":"a","change":{"actions":["update"],
             "before":{"list":["old-secret",{"k":"x"}],"map":{"a":"b"}},"after":{"list":["new-secret",{"k":"x"}],"map":"was-a-secret"},
             "before_sensitive":{"list":[true]},"after_sensitive":{"map":true}}}]}
            """);

        text.ShouldContain("list: (sensitive)");
        text.ShouldContain("map: (sensitive)");
        text.ShouldNotContain("secret\"");
    }

    [Fact]
    public void Nothing_in_it_steers_a_terminal()
    {
        Render("""{"format_version":"1.2","resource_changes":[{"address":"a.x[\"\u001b[2J\"]","type":"a","change":{"actions":["create"],"after":{"v":"\u001b[31m\u0007"}}}]}""")
            .ShouldNotContain(c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void A_huge_plan_is_cut_and_says_so()
    {
        var resources = Enumerable.Range(0, 5000).Select(i => $$$$"""{"address":"a.ü{{{{i}}}}","type":"a","change":{"actions":["create"],"after":{"v":"xxxxxxxxxx"}}}""");

        var text = Render($$"""{"format_version":"1.2","resource_changes":[{{string.Join(',', resources)}}]}""");

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThanOrEqualTo(PlanText.Limit);
        text.ShouldMatch("… \\d+ more lines are not shown$");
    }

    [Fact]
    public void An_empty_plan_says_that_it_is()
    {
        Render("""{"format_version":"1.2"}""").ShouldBe("No changes.");
    }

    private static string Render(string json) => PlanText.Render(PlanDocument.Parse(json), new StatefulResources([]));
}
