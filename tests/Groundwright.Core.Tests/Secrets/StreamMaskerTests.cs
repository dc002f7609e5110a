using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Secrets;

[Covers("T3")]
public sealed class StreamMaskerTests
{
    private readonly List<string> lines = [];

    [Fact]
    public void Lines_are_handed_over_as_they_end()
    {
        var stream = new Masker("secret-value").Open(lines.Add);
        stream.Write("one\r\ntw");
        lines.ShouldBe(["one"]);
        stream.Write("o secret-");
        stream.Write("value\nthree");
        lines.ShouldBe(["one", "two ***"]);
        stream.Complete();
        lines.ShouldBe(["one", "two ***", "three"]);
    }

    [Fact]
    public void An_endless_line_comes_in_pieces_and_none_parts_a_secret()
    {
        var stream = new Masker("secret-value").Open(lines.Add, longestLine: 100);
        for (var i = 0; i < 10_000; i++) stream.Write("0123456 secret-value ");
        stream.Complete();

        lines.Count.ShouldBeGreaterThan(1000);
        lines.Max(line => line.Length).ShouldBeLessThan(200);
        string.Concat(lines).ShouldBe(string.Concat(Enumerable.Repeat("0123456 *** ", 10_000)));
    }

    [Fact]
    public void Short_lines_of_a_long_secret_are_masked_when_they_come_together()
    {
        var stream = new Masker("abc\ndef\nghi").Open(lines.Add);
        stream.Write("x\nabc\n");
        lines.ShouldBe(["x"]);
        stream.Write("def\nghi\nabc\nother\n");
        stream.Complete();

        lines.ShouldBe(["x", "***", "***", "***", "abc", "other"]);
    }

    [Fact]
    public void A_hundred_megabytes_need_no_memory_to_speak_of()
    {
        var count = 0L;
        var stream = new Masker(Enumerable.Range(0, 20).Select(i => $"secret-number-{i}")).Open(line => count += line.Length);
        var chunk = string.Concat(Enumerable.Repeat("2026-01-01 an ordinary line of a log, with words; path/to/file=ok\n", 1000));
        stream.Write(chunk);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var written = chunk.Length; written < 100_000_000; written += chunk.Length) stream.Write(chunk);
        stream.Complete();

        count.ShouldBeGreaterThan(98_000_000);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16_000_000);
    }

    [Fact, Covers("T3")]
    public void A_key_printed_line_by_line_inside_lines_of_json_is_hidden_and_nothing_else()
    {
        const string before = "{\"@message\":\"box[\\\"a\\\"] (local-exec): ";
        string[] body = ["-----BEGIN PRIVATE KEY-----", "MIIEvAIBADANBgkqhkiG9w0BAQ", "EFAASCBKYwggSiAgEAAoIBAQCx", "-----END PRIVATE KEY-----"];
        var printed = new List<string>();
        var stream = new Masker().Open(printed.Add);
        foreach (var line in body)
        {
            stream.Write($"{before}{line}\",\"@timestamp\":\"{Array.IndexOf(body, line)}\",\"hook\":{{\"output\":\"{line}\"}}}}\n");
            stream.Write("{\"@message\":\"other: still creating\"}\n");
        }
        stream.Write($"{before}MIIEafterwards\",\"@level\":\"info\"}}\n");
        stream.Complete();
        printed.Where((_, i) => i % 2 == 0).Take(4).Select((line, i) => line == $"{before}***\",\"@timestamp\":\"{i}\",\"hook\":{{\"output\":\"***\"}}}}").ShouldAllBe(hidden => hidden);
        printed.Count(line => line.Contains("still creating", StringComparison.Ordinal)).ShouldBe(4);
        printed[^1].ShouldContain("MIIEafterwards");
    }
}
