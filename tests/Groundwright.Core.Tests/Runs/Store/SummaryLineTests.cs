using System.Text;
using System.Text.Json;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Store;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

/// <summary>What is read by hand is what was written, and nothing that was not.</summary>
public sealed class SummaryLineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 5, 0, TimeSpan.Zero);
    private static readonly RunSummary Plain = new("a1b2c3d4", "Add a log bucket", "12", "sdlc", RunStatus.Succeeded, "ship", Start, Start.AddMinutes(3));

    public static TheoryData<string> Titles => ["Add a log bucket", "", " ", "ü \"quoted\" \n 😀", "\\", "\u001b[31m", "{}", "a\":\"b", "\u007f", "status"];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Any_title_is_read_as_it_was_written(string title) => Same(Plain with { Title = title });

    [Fact]
    public void What_there_is_none_of_stays_away() => Same(Plain with { IssueNumber = null, Phase = null });

    [Fact]
    public void Every_status_is_read()
    {
        foreach (var status in Enum.GetValues<RunStatus>()) Same(Plain with { Status = status });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(6_480_000)]
    [InlineData(9_999_999)]
    public void Every_fraction_of_a_second_is_read(int ticks) => Same(Plain with { Started = Start.AddTicks(ticks), Updated = Start.AddTicks(2L * ticks) });

    [Theory]
    [InlineData("2026-11-20T10:05:00+01:00")]
    [InlineData("2026-11-20T09:05:00Z")]
    public void A_time_may_be_written_otherwise(string time)
    {
        SummaryLine.TryRead(Encoding.UTF8.GetBytes(Written(Plain).Replace("2026-11-20T09:05:00+00:00", time, StringComparison.Ordinal)))!.Started.ShouldBe(Start);
    }

    [Fact]
    public void What_a_later_version_adds_is_left_out()
    {
        SummaryLine.TryRead(Encoding.UTF8.GetBytes(Written(Plain).Replace("{", """{"colour":{"is":["blue"]},""", StringComparison.Ordinal))).ShouldBe(Plain);
    }

    [Fact, Covers("T8")]
    public void No_part_of_a_line_is_a_line()
    {
        var line = Encoding.UTF8.GetBytes(Written(Plain));
        for (var length = 0; length < line.Length; length++) SummaryLine.TryRead(line.AsSpan(0, length)).ShouldBeNull();
    }

    [Theory, Covers("T8")]
    [InlineData("\"Succeeded\"", "\"Dancing\"")]
    [InlineData("\"a1b2c3d4\"", "7")]
    [InlineData("\"a1b2c3d4\"", "null")]
    [InlineData("2026-11-20T09:05:00+00:00", "2026-13-20T09:05:00+00:00")]
    [InlineData("2026-11-20T09:05:00+00:00", "yesterday")]
    [InlineData("\"title\":", "\"title\"=")]
    [InlineData(",\"status\":\"Succeeded\"", "")]
    [InlineData(",\"started\":\"2026-11-20T09:05:00+00:00\"", "")]
    [InlineData(",\"updated\":\"2026-11-20T09:08:00+00:00\"", "")]
    public void A_damaged_line_is_none(string written, string damaged)
    {
        Written(Plain).ShouldContain(written);
        SummaryLine.TryRead(Encoding.UTF8.GetBytes(Written(Plain).Replace(written, damaged, StringComparison.Ordinal))).ShouldBeNull();
    }

    private static void Same(RunSummary summary) => SummaryLine.TryRead(Encoding.UTF8.GetBytes(Written(summary))).ShouldBe(summary);

    private static string Written(RunSummary summary) => JsonSerializer.Serialize(summary, StoreFormat.Default.RunSummary);
}
