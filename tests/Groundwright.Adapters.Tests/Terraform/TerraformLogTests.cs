using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Terraform;
using Groundwright.Core.Environments;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

public sealed class TerraformLogTests
{
    private const string Log = """
        {"@message":"Terraform 1.11.4","type":"version"}
        {"type":"apply_start","hook":{"resource":{"addr":"a.one"},"action":"create"}}
        {"type":"apply_start","hook":{"resource":{"addr":"a.two"},"action":"delete"}}
        not json at all
        {"type":"apply_complete","hook":{"resource":{"addr":"a.one"},"action":"create"}}
        {"type":"apply_errored","hook":{"resource":{"addr":"a.two"},"action":"delete"}}
        {"type":"diagnostic","diagnostic":{"severity":"warning","summary":"w"}}
        {"type":"diagnostic","diagnostic":{"severity":"error","summary":"it broke"}}
        {"type":"apply_start","hook":{"resource":{"addr":"a.thr
        """;

    [Fact]
    [Covers("X2")]
    public void It_tells_what_was_begun_and_what_was_finished()
    {
        var log = TerraformLog.Parse(Log);

        log.Started.ShouldBe(["a.one", "a.two"]);
        log.Unfinished.ShouldBe(["a.two"]);
        log.Finished.ShouldBe(new AppliedChanges(1, 0, 0));
        log.Summary.ShouldBeNull();
        log.Errors.Select(Diagnostics.SummaryOf).ShouldBe(["it broke"]);
    }

    [Fact]
    public void A_replaced_resource_is_unfinished_until_its_second_half_is_done()
    {
        var log = TerraformLog.Parse("""
            {"type":"apply_start","hook":{"resource":{"addr":"a.x"},"action":"delete"}}
            {"type":"apply_complete","hook":{"resource":{"addr":"a.x"},"action":"delete"}}
            {"type":"apply_start","hook":{"resource":{"addr":"a.x"},"action":"create"}}
            """);

        log.Unfinished.ShouldBe(["a.x"]);
    }

    [Fact]
    [Covers("T8")]
    public void Any_text_is_read_without_a_fault()
    {
        var pieces = Gen.Elements("{", "}", "\"type\":\"apply_start\"", "\"hook\":", "{\"type\":\"diagnostic\",\"diagnostic\":[1]}", "{\"type\":5,\"hook\":\"x\"}", "{\"type\":\"apply_start\",\"hook\":{\"resource\":[]}}",
            "{\"type\":\"change_summary\",\"changes\":{\"operation\":\"apply\",\"add\":1e99}}", "\n", ",", "null", "\u0000", "[[[[");

        Prop.ForAll(pieces.ArrayOf(20).ToArbitrary(), parts =>
        {
            var log = TerraformLog.Parse(string.Concat(parts));
            _ = (log.Started.Count(), log.Unfinished.Count, log.Summary, log.Finished, log.Errors.Count());
            return TerraformLog.SentenceOf(string.Concat(parts)) is not null;
        }).QuickCheckThrowOnFailure();
    }
}
