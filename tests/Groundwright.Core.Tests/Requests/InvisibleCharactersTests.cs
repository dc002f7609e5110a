using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Requests;

[Covers("T4")]
public sealed class InvisibleCharactersTests
{
    [Theory]
    [InlineData(0x200B)]
    [InlineData(0x200E)]
    [InlineData(0x202E)]
    [InlineData(0x2060)]
    [InlineData(0x2066)]
    [InlineData(0x3164)]
    [InlineData(0xFEFF)]
    [InlineData(0xFE0F)]
    [InlineData(0xAD)]
    [InlineData(0x1B)]
    [InlineData(0x00)]
    [InlineData(0xE0041)]
    [InlineData(0xE0100)]
    [InlineData(0xE0FFF)]
    [InlineData(0x1D173)]
    [InlineData(0x180E)]
    public void A_character_nobody_sees_is_taken_out(int codePoint) =>
        InvisibleCharacters.Remove($"a{new Rune(codePoint)}b").ShouldBe("ab");

    [Fact]
    public void What_people_write_stays() =>
        InvisibleCharacters.Remove("Grüße,\tмир 世界 🚀 «ok»\n- é e\u0301\n").ShouldBe("Grüße,\tмир 世界 🚀 «ok»\n- é e\u0301\n");

    [Fact]
    public void Line_ends_become_line_feeds() => InvisibleCharacters.Remove("a\r\nb\rc\u2028d\u0085e").ShouldBe("a\nb\nc\nd\ne");

    [Fact]
    public void Half_a_surrogate_pair_is_taken_out() => InvisibleCharacters.Remove("a\uD800b\uDC00c\uD83D").ShouldBe("abc");

    [Fact]
    [Covers("T8")]
    public void Doing_it_twice_changes_nothing_and_nothing_invisible_is_left() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var once = InvisibleCharacters.Remove(text ?? "");
            return InvisibleCharacters.Remove(once) == once && !once.EnumerateRunes().Any(InvisibleCharacters.IsInvisible);
        }).QuickCheckThrowOnFailure();
}
