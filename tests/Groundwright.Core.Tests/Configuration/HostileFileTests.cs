using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Configuration;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

/// <summary>T8: no file crashes the reader, hangs it or takes memory without bound.</summary>
[Covers("T8")]
public class HostileFileTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ":", "- ", "? ", "&a ", "*a", "!!x ", "|", ">", "'", "\"", "#", "%YAML 1.2\n", "---\n", "...\n", "\n", "\n  ", "\t", "\0", "\r", "\u2028", "<<: ", "~", "0x", "1e999", "😀", "version: 1\n", "targets", "after", "@", "`", ","];

    [Fact]
    public async Task A_mutated_file_is_read_or_refused()
    {
        var valid = Corpus.Valid().Select(file => file.Text).ToArray();
        var mutation = Gen.Zip(Gen.Choose(0, 2), Gen.Zip(Gen.Choose(0, 100_000), Gen.Elements(Pieces)));
        var files = Gen.Zip(Gen.Elements(valid), Gen.ListOf(mutation)).Select(pair => pair.Item2.Aggregate(pair.Item1, Mutate));
        await Within(() => Prop.ForAll(files.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(3000)));
    }

    [Fact]
    public async Task Any_text_is_read_or_refused()
    {
        var files = Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat);
        await Within(() => Prop.ForAll(files.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(3000)));
    }

    [Fact]
    public async Task Any_bytes_are_read_or_refused() => await Within(() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var result = SettingsReader.Read("f", (ReadOnlyMemory<byte>)bytes);
        return result.Settings is null == result.Problems.Count > 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000)));

    public static TheoryData<string, string> Bombs()
    {
        const int size = 1024 * 1024 - 64;
        string Repeat(string piece) => new StringBuilder().Insert(0, piece, size / piece.Length).ToString();
        return new TheoryData<string, string>
        {
            { "lists in lists", Repeat("[") },
            { "mappings in mappings", Repeat("{a: ") },
            { "block lists in block lists", Repeat("- ") },
            { "mappings of block keys", Repeat("? ") },
            { "anchors", "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + Repeat("d: [*c, *c, *c]\n") },
            { "many unknown keys", string.Concat(Enumerable.Range(0, 80_000).Select(i => $"key{i}: 1\n")) },
            { "the same key again and again", Repeat("key: 1\n") },
            { "one long line", "version: " + Repeat("x") },
            { "one long key", Repeat("x") + ": 1" },
            { "a long command", "version: 1\ntargets: { a: { commands: { plan: \"" + Repeat("a\\\\")[..(size - 200)] + "\", apply: b } } }\n" },
            { "a long path", "version: 1\ntargets: { a: { terraform: " + Repeat("a/")[..(size - 200)] + ".. } }\n" },
            { "a long placeholder", "version: 1\ntargets: { a: { terraform: a, workspace: \"" + Repeat("{environment}")[..(size - 200)] + "\" } }\n" },
            { "a long window", "version: 1\nenvironments: { a: { window: \"" + Repeat("Mon,")[..(size - 200)] + "\" } }\n" },
            { "a long chain of targets", "version: 1\ntargets:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  t{i}: {{ terraform: a, after: t{i + 1} }}\n")) },
            { "a long circle of targets", "version: 1\ntargets:\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"  t{i}: {{ terraform: a, after: t{(i + 1) % 20_000} }}\n")) },
            { "many unknown names", "version: 1\ntargets:\n" + string.Concat(Enumerable.Range(0, 15_000).Select(i => $"  t{i}: {{ terraform: a, after: u{i} }}\n")) },
            { "brackets in quotes", Repeat("\"[\" ") },
            { "comments", Repeat("#\n") },
        };
    }

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public async Task A_file_made_to_hurt_is_refused_with_bounded_memory(string name, string text)
    {
        await Within(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = SettingsReader.Read("f", (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (name is not ("a long chain of targets" or "a long command")) result.Settings.ShouldBeNull();
            result.Problems.Count.ShouldBeLessThanOrEqualTo(101);
            result.Problems.ShouldAllBe(problem => problem.Summary.Length < 1000);
            allocated.ShouldBeLessThan(512L * 1024 * 1024);
        });
    }

    [Fact]
    public void A_file_beyond_the_bound_is_not_read() =>
        SettingsReader.Read("f", new ReadOnlyMemory<byte>(new byte[1024 * 1024 + 1])).Problems.ShouldHaveSingleItem().Code.ShouldBe(ConfigurationProblems.TooLarge);

    private static bool Answers(string text)
    {
        var result = SettingsReader.Read("f", text);
        return result.Settings is null == result.Problems.Count > 0 && result.Problems.All(problem => problem.Source is { Line: > 0, Column: > 0 });
    }

    private static string Mutate(string text, (int Kind, (int At, string Piece) What) mutation)
    {
        var at = text.Length == 0 ? 0 : mutation.What.At % text.Length;
        return mutation.Kind switch
        {
            0 => text.Insert(at, mutation.What.Piece),
            1 => text.Remove(at, Math.Min(mutation.What.Piece.Length, text.Length - at)),
            _ => text[..at] + mutation.What.Piece + text[Math.Min(text.Length, at + 1)..],
        };
    }

    // A hang is a failure, not a build that never ends.
    private static Task Within(Action action) => Task.Run(action).WaitAsync(TimeSpan.FromMinutes(3));
}
