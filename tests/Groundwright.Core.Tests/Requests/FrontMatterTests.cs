using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Requests;

public sealed class FrontMatterTests
{
    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_value_says_where_it_stands(string newLine)
    {
        var text = string.Join(newLine, "---", "id: TASK-7 # why", "title: 'It''s: here'", "labels:", "  - build", "  - \"re gistry\"", "nested: {a: [1, 2]}", "---", "Body");
        var read = FrontMatter.Read(text, "f.md");
        read.Problems.ShouldBeEmpty();
        Slice(text, read.Values["id"]!.Value).ShouldBe("TASK-7");
        Slice(text, read.Values["title"]!.Value).ShouldBe("'It''s: here'");
        read.Values["title"]!.Value.ShouldBeOfType<FrontMatterScalar>().Text.ShouldBe("It's: here");
        var labels = read.Values["labels"]!.Value.ShouldBeOfType<FrontMatterList>();
        labels.Items.Select(item => Slice(text, item)).ShouldBe(["build", "\"re gistry\""]);
        (labels.Items[1].Line, labels.Items[1].Column).ShouldBe((6, 5));
        Slice(text, read.Values["nested"]!.Value).ShouldBe("{a: [1, 2]}");
        read.Body.ShouldBe("Body");
        (read.BodyLine, read.BodyStart).ShouldBe((9, text.Length - 4));
    }

    [Fact]
    public void A_file_without_front_matter_is_all_body()
    {
        var read = FrontMatter.Read("# Title\n---\nx: y\n---\n", "f.md");
        read.Present.ShouldBeFalse();
        read.Body.ShouldBe("# Title\n---\nx: y\n---\n");
    }

    [Fact]
    public void A_byte_order_mark_does_not_hide_it()
    {
        var text = "\uFEFF---\na: b\n---\nBody";
        var read = FrontMatter.Read(text, "f.md");
        Slice(text, read.Values["a"]!.Value).ShouldBe("b");
        read.Body.ShouldBe("Body");
    }

    [Theory]
    [InlineData("---\na: b\n", 1, 1, "not closed")]
    [InlineData("---\na: b\na: c\n---\n", 3, 1, "twice")]
    [InlineData("---\na: [1\n---\n", 3, 1, "valid YAML")]
    [InlineData("---\na: &x 1\nb: *x\n---\n", 3, 4, "aliases")]
    [InlineData("---\n- a\n---\n", 2, 1, "keys and values")]
    [InlineData("---\n? [a]\n: b\n---\n", 2, 3, "key")]
    public void What_cannot_be_read_is_told_with_its_place(string text, int line, int column, string part)
    {
        var problem = FrontMatter.Read(text, "f.md").Problems.ShouldHaveSingleItem();
        problem.Summary.ShouldContain(part);
        (problem.Source!.Line, problem.Source.Column).ShouldBe((line, column));
    }

    [Theory]
    [Covers("T8")]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public void Deep_nesting_is_refused_instead_of_ending_the_program(string opener)
    {
        var text = "---\na:\n  " + string.Concat(Enumerable.Repeat(opener, 15_000)) + "\n---\n";
        FrontMatter.Read(text, "f.md").Problems.ShouldNotBeEmpty();
    }

    [Fact]
    [Covers("T8")]
    public void Any_text_is_read_or_refused_and_the_body_is_kept_byte_for_byte()
    {
        var piece = Gen.Elements("---", "\n", "\r\n", "...", ": ", "a", "key", "- ", "[", "]", "{", "}", "'", "\"", "&x ", "*x", "!!str ", "| ", ">", "#", "\t", "  ", "? ", "%YAML 1.2", "\uFEFF", "\0", "\u2028", "é", "🚀", ",", "\\", "\"\\x", "\"\\uD800\"", "<<", "@", "`");
        var text = Gen.ListOf(piece).Select(pieces => "---\n" + string.Concat(pieces) + "\n---\nBody\n");
        Prop.ForAll(text.ToArbitrary(), input =>
        {
            var read = FrontMatter.Read(input, "f.md");
            return input.EndsWith(read.Body, StringComparison.Ordinal) && read.BodyStart == input.Length - read.Body.Length && read.Values.Entries.All(entry => Inside(entry.Value, input));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    [Covers("T8")]
    public void A_quoted_text_comes_back_as_it_was_written()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), value =>
        {
            var printable = new string([.. value.Get.Where(c => c is >= ' ' and < (char)0x7f)]);
            var text = $"---\nkey: '{printable.Replace("'", "''", StringComparison.Ordinal)}'\n---\n";
            return FrontMatter.Read(text, "f.md").Values["key"]!.Value is FrontMatterScalar scalar && scalar.Text == printable && Slice(text, scalar).StartsWith('\'');
        }).QuickCheckThrowOnFailure();
    }

    private static bool Inside(FrontMatterValue value, string text) => value.Start >= 0 && value.Start <= value.End && value.End <= text.Length;

    private static string Slice(string text, FrontMatterValue value) => text[value.Start..value.End];
}
