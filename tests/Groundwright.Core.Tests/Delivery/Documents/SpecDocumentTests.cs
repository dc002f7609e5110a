using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery.Documents;

[Covers("A3")]
public sealed class SpecDocumentTests
{
    private const string Complete = """
        # Add a log bucket

        ## Request
        > A bucket for logs.

        ## Options
        ### A bucket of its own
        Simple.
        ### A prefix in the shared bucket
        Cheaper.

        ## Decision
        A bucket of its own: retention differs.

        ## Steps
        1. Add the resource
           - with encryption
        2. Add the output
        3. Run the tests

        ```
        ## Rollback
        1. not a step
        ```

        ## Files
        - infra/app/bucket.tf

        ## Validation
        ```sh
        terraform validate
        ```

        ## Risks
        None known.

        ## Rollback
        Revert the commit and apply.

        ## Acceptance
        - The bucket exists.
        """;

    [Fact]
    public void A_complete_spec_passes_and_its_steps_are_counted()
    {
        var check = SpecDocument.Check(Complete, "s.md");
        check.Problems.ShouldBeEmpty();
        check.Steps.ShouldBe(3);
    }

    [Fact]
    public void The_template_quotes_the_request_and_does_not_pass_as_it_stands()
    {
        var template = SpecDocument.Template(Ask("Add <!-- a bucket", "# Not a section\n\n## Steps\n1. mine\n<!-- open"), "abc12345");
        template.ShouldContain("> # Not a section\n>\n> ## Steps\n");
        var check = SpecDocument.Check(template, "s.md");
        check.Problems.Select(problem => problem.Summary).ShouldBe(
            new[] { "Options", "Decision", "Steps", "Files", "Validation", "Risks", "Rollback", "Acceptance" }.Select(name => $"the section {name} is empty"));
        check.Steps.ShouldBe(0);
    }

    [Fact]
    public void A_template_that_was_filled_in_passes()
    {
        var filled = string.Concat(SpecDocument.Template(Ask("Add a bucket", "Text"), "abc12345").Split('\n').Select(line => line.StartsWith("<!--", StringComparison.Ordinal) ? "- one\n- two\n" : line + "\n"));
        SpecDocument.Check(filled, "s.md").Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TBD")]
    [InlineData("- ")]
    [InlineData("...")]
    [InlineData("<!-- what can\n go wrong -->")]
    [InlineData("### Details\n\n---")]
    [InlineData("```\n```")]
    public void A_section_that_says_nothing_is_empty(string content)
    {
        var problem = SpecDocument.Check(Complete.Replace("None known.", content, StringComparison.Ordinal), "s.md").Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(DocumentProblems.SectionEmpty);
        problem.Summary.ShouldBe("the section Risks is empty");
        problem.Source!.ToString().ShouldBe("s.md:34:1");
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var text = Complete.Replace("## Decision", "## Choice", StringComparison.Ordinal).Replace("## Files", "## Risks", StringComparison.Ordinal).Replace("None known.", "", StringComparison.Ordinal);
        SpecDocument.Check(text, "s.md").Problems.Select(problem => problem.Code).ShouldBe(
            [DocumentProblems.SectionTwice, DocumentProblems.SectionMissing, DocumentProblems.SectionMissing], ignoreOrder: true);
    }

    [Fact]
    public void An_empty_document_lacks_every_section() => SpecDocument.Check("", "s.md").Problems.Count.ShouldBe(9);

    [Fact]
    public void Sections_are_found_at_another_level_and_with_numbers()
    {
        var text = Complete.Replace("## ", "# 1. ", StringComparison.Ordinal).Replace("#1. ", "# ", StringComparison.Ordinal);
        SpecDocument.Check(text, "s.md").Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("One bucket.", true)]
    [InlineData("There is no choice: the provider has one resource.", false)]
    [InlineData("- a\n- b", false)]
    [InlineData("Either this.\n\nOr that.", false)]
    public void One_option_needs_a_reason(string options, bool refused)
    {
        var start = Complete.IndexOf("### A bucket", StringComparison.Ordinal);
        var text = Complete[..start] + options + "\n\n" + Complete[Complete.IndexOf("## Decision", StringComparison.Ordinal)..];
        SpecDocument.Check(text, "s.md").Problems.Select(problem => problem.Code).ShouldBe(refused ? [DocumentProblems.OneOption] : []);
    }

    [Fact]
    public void A_patch_needs_five_sections()
    {
        var template = PatchDocument.Template(Ask("Fix a typo", "It is there."), "abc12345");
        PatchDocument.Check(template, "p.md").Problems.Select(problem => problem.Summary).ShouldBe(
            ["the section Change is empty", "the section Files is empty", "the section Validation is empty", "the section Rollback is empty"]);
        var check = PatchDocument.Check("## Request\nx\n## Change\n- a\n- b\n## Files\nx\n## Validation\nx\n## Rollback\nx\n", "p.md");
        (check.Problems.Count, check.Steps).ShouldBe((0, 2));
    }

    [Fact]
    [Covers("T8")]
    public void Any_text_is_checked_and_a_section_in_a_fence_never_counts()
    {
        var piece = Gen.Elements("## Steps", "# Request", "Options:", "\n", "\n\n", "```", "~~~~", "<!--", "-->", "- a", "> ", "text", "### x", "| a |", "   ", "\t", "\r\n", "#", "TBD", "🚀");
        Prop.ForAll(Gen.ListOf(piece).Select(string.Concat).ToArbitrary(), text =>
        {
            var check = SpecDocument.Check("````\n" + text.Replace("````", "", StringComparison.Ordinal), "s.md");
            return check.Problems.Count == 9 && check.Steps == 0 && SpecDocument.Check(text, "s.md").Problems.All(problem => problem.Source is { Line: >= 1 });
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    [Covers("T8")]
    public void Long_lines_do_not_hang()
    {
        SpecDocument.Check(string.Concat(Enumerable.Repeat("<!-- -->", 100_000)), "s.md").Problems.Count.ShouldBe(9);
        SpecDocument.Check(new string('#', 900_000), "s.md").Problems.Count.ShouldBe(9);
        SpecDocument.Check(new string('\n', 2_000_000), "s.md").Problems.ShouldHaveSingleItem().Code.ShouldBe(DocumentProblems.TooLarge);
    }

    private static Request Ask(string title, string body) => new() { IssueNumber = "12", Title = title, Body = body, Source = "issues/12-x.md", Trusted = true };
}
