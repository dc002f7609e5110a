using Groundwright.Core.Delivery.Documents;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery.Documents;

[Covers("D3")]
public sealed class SpecChoiceTests
{
    [Theory]
    [InlineData("1. A bucket. Simple.\n2. A queue. Faster.", "Option 2, for its speed.", "A bucket. Simple.|A queue. Faster.", 2)]
    [InlineData("1) A bucket\n   - cheap\n2) A queue\n   - fast", "2. It is fast.", "A bucket|A queue", 2)]
    [InlineData("- **Option A:** a bucket\n- **Option B:** a queue", "The option I take is option B.", "a bucket|a queue", 2)]
    [InlineData("### Option 1: A bucket\n- cheap\n- slow\n### Option 2 — A queue\n- fast", "**Option 1**: it is cheap.", "A bucket|A queue", 1)]
    [InlineData("### A bucket of its own\nSimple.\n#### Costs\nFew.\n### A prefix in the shared one\nCheaper.", "A bucket of its own: retention differs.", "A bucket of its own|A prefix in the shared one", 1)]
    [InlineData("* a bucket\n* a queue", "Option 1, though option 2 is faster.", "a bucket|a queue", 1)]
    public void Options_are_read_as_people_and_agents_write_them(string options, string decision, string titles, int decided)
    {
        var (choice, problem) = SpecDocument.Choice(Spec(options, decision), "s.md");

        problem.ShouldBeNull();
        string.Join('|', choice.Options).ShouldBe(titles);
        choice.Decided.ShouldBe(decided);
    }

    [Theory]
    [InlineData("Either a bucket.\n\nOr a queue.", "The bucket.", "the options cannot be told apart", 3)]
    [InlineData("1. A bucket\n2. A queue", "Whatever works.", "the decision does not name one of the options", 6)]
    [InlineData("1. A bucket\n2. A queue", "Option 3.", "the decision does not name one of the options", 6)]
    public void What_nobody_could_choose_between_is_told_with_its_line(string options, string decision, string summary, int line)
    {
        var (_, problem) = SpecDocument.Choice(Spec(options, decision), "s.md");

        problem!.Code.ShouldBe(DocumentProblems.NoChoice);
        problem.Summary.ShouldBe(summary);
        problem.Source!.Line.ShouldBeGreaterThanOrEqualTo(line);
    }

    [Fact]
    public void Where_there_is_one_way_only_there_is_nothing_to_choose() =>
        SpecDocument.Choice(Spec("There is no choice: the provider has one resource.", "That one."), "s.md").ShouldBe((SpecChoice.None, null));

    [Fact]
    public void A_long_option_is_cut() =>
        SpecDocument.Choice(Spec($"1. {new string('y', 500)}\n2. A queue", "Option 2"), "s.md").Choice.Options[0].Length.ShouldBeLessThan(200);

    private static string Spec(string options, string decision) =>
        $"## Request\nA log.\n## Options\n{options}\n## Decision\n{decision}\n" + string.Concat(new[] { "Steps", "Files", "Validation", "Risks", "Rollback", "Acceptance" }.Select(name => $"## {name}\n- one\n"));
}
