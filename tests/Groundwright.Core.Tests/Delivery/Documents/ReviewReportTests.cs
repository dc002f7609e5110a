using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery.Documents;

[Covers("A6")]
public sealed class ReviewReportTests
{
    private const string Example = """
        {
          "success": false,
          "summary": "One thing <stands> in the way",
          "issues": [
            {
              "severity": "blocker",
              "file": "infra/app/main.tf",
              "line": 12,
              "text": "the bucket is public",
              "resolution": "add a public access block"
            },
            {
              "severity": "tech_debt",
              "file": null,
              "line": null,
              "text": "größer als nötig",
              "resolution": ""
            }
          ]
        }

        """;

    [Fact]
    public void It_is_read_and_written_with_exactly_the_names_of_the_contract()
    {
        var report = ReviewReport.Read(Example, "review.json");
        report.Blockers.ShouldHaveSingleItem().Line.ShouldBe(12);
        report.Issues[1].Severity.ShouldBe(ReviewSeverity.TechDebt);
        report.ToJson().ShouldBe(Example.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Success_follows_from_the_findings()
    {
        ReviewReport.Of("fine", [new(ReviewSeverity.Skippable, null, null, "taste", "")]).Success.ShouldBeTrue();
        ReviewReport.Of("bad", [new(ReviewSeverity.Blocker, null, null, "public", "")]).Success.ShouldBeFalse();
    }

    [Fact]
    public void Everything_wrong_is_told_at_once_with_its_place()
    {
        var text = """
            {
              "success": "yes",
              "issues": [
                { "severity": "critical", "file": "../x", "line": 0, "text": "" },
                { "severity": "blocker", "text": "t", "sevrity": 1 },
                7
              ]
            }
            """;
        Problems(text).Select(problem => $"{problem.Source!.Line}:{problem.Source.Column} {problem.Summary}").ShouldBe([
            "2:14 `success` must be true or false",
            "1:1 `summary` is missing",
            "4:19 `severity` of a finding is not one of those there are",
            "4:39 `file` of a finding does not lie in the repository",
            "4:55 `line` of a finding is not a line",
            "4:66 `text` is empty",
            "5:54 unknown key `sevrity`",
            "6:5 a finding is not an object",
        ]);
    }

    [Theory]
    [Covers("T8", "T9")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"success\": true, \"success\": false, \"summary\": \"x\", \"issues\": []}")]
    [InlineData("{\"success\": true, \"summary\": \"x\"}")]
    [InlineData("{\"success\": true, \"summary\": \"\\ud800\", \"issues\": []}")]
    [InlineData("{\"success\": true, \"summary\": \"x\", \"issues\": [], \"\\ud800\": 1}")]
    [InlineData("{\"success\": true, \"summary\": \"x\", \"issues\": [")]
    [InlineData("```json\n{}\n```")]
    public void What_is_no_review_never_passes(string text) => Problems(text).ShouldAllBe(problem => problem.Code == DocumentProblems.ReviewMalformed && problem.Source != null);

    [Fact]
    [Covers("T8")]
    public void A_huge_answer_is_refused()
    {
        Problems("{\"summary\": \"" + new string('x', 300_000) + "\"}").ShouldHaveSingleItem();
        Problems(new string('[', 200_000)).ShouldHaveSingleItem();
        Problems("{\"success\":true,\"summary\":\"s\",\"issues\":[" + string.Join(',', Enumerable.Repeat("1", 100_000)) + "]}").ShouldHaveSingleItem();
    }

    [Fact]
    [Covers("T8")]
    public void Any_change_of_a_byte_is_read_or_refused()
    {
        var gen = from at in Gen.Choose(0, Example.Length - 1) from with in Gen.Elements("", "\"", "{", "}", "[", "]", "\\", "\\ud800", "0", ",", "\n", "x", "🚀", "\0") select Example[..at] + with + Example[(at + 1)..];
        Prop.ForAll(gen.ToArbitrary(), text =>
        {
            try
            {
                return ReviewReport.Read(text, "r") is { } report && ReviewReport.Read(report.ToJson(), "r").ToJson() == report.ToJson();
            }
            catch (GroundwrightException refused)
            {
                return refused.Problems.All(problem => problem.Source is not null);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void The_schema_names_every_field_and_allows_no_other()
    {
        using var schema = JsonDocument.Parse(ReviewReport.Schema());
        Keys(schema.RootElement).ShouldBe(["success", "summary", "issues"]);
        schema.RootElement.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
        var issue = schema.RootElement.GetProperty("properties").GetProperty("issues").GetProperty("items");
        Keys(issue).ShouldBe(["severity", "file", "line", "text", "resolution"]);
        issue.GetProperty("properties").GetProperty("severity").GetProperty("enum").EnumerateArray().Select(value => value.GetString()).ShouldBe(["skippable", "tech_debt", "blocker"]);
    }

    private static IEnumerable<string> Keys(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    private static IReadOnlyList<Problem> Problems(string text) => Should.Throw<GroundwrightException>(() => ReviewReport.Read(text, "review.json")).Problems;
}
