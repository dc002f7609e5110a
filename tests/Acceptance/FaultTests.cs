using System.Diagnostics;
using System.Globalization;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>The whole program with a disk that kills it, fails or is full: at every flush, and at every write.</summary>
public sealed class FaultTests
{
    /// <summary>Seconds for one walk in the ordinary test run; <c>GROUNDWRIGHT_FAULT_SECONDS</c> gives more.</summary>
    private static TimeSpan Budget => TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("GROUNDWRIGHT_FAULT_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 180);

    [Fact]
    [Covers("R1", "R3", "J2", "J4", "X1")]
    public void Killed_at_one_flush_to_disk_after_the_other_it_ends_the_same()
    {
        Needs.Strace();
        using var pages = PagesRepository.Create();
        // The first two flushes of a process that takes up after a killed one are those of its copy of the journal.
        var (met, whole) = Walk(pages, "fsync:signal=SIGKILL", progressed => 3, (_, _) => { }, Budget);
        Tell($"killed at {met} flushes, {(whole ? "every one of the run" : "until the time was over")}");
        met.ShouldBeGreaterThan(10);
        pages.ShouldHaveShippedOnce();
    }

    [Theory]
    [InlineData("fsync:error=EIO", "Input/output error", "")]
    // From that write on, as on a disk that is full.
    [InlineData("pwrite64:error=ENOSPC", "No space left on device", "+")]
    [Covers("R2", "J4")]
    public void A_disk_that_fails_or_is_full_stops_it_with_what_to_type_and_it_goes_on(string fault, string words, string onwards)
    {
        Needs.Strace();
        using var pages = PagesRepository.Create();
        var random = new Random(20261125);
        var all = Environment.GetEnvironmentVariable("GROUNDWRIGHT_FAULT_SECONDS") is not null;
        var (met, whole) = Walk(pages, fault, progressed => all ? 1 : random.Next(1, 12), (exit, output) => ShouldBeClear(exit, output, words), Budget / 2, onwards);
        Tell($"{fault} at {met} calls, {(whole ? "to the end of the run" : "until the time was over")}");
        met.ShouldBeGreaterThan(5);
        pages.ShouldHaveShippedOnce();
    }

    [Theory]
    [InlineData(24)]
    [InlineData(160)]
    [InlineData(400)]
    [Covers("R2")]
    public void A_disk_that_fills_up_under_everything_loses_nothing_and_does_nothing_twice(int kilobytes)
    {
        Needs.Linux();
        using var pages = PagesRepository.Create(disk: "64m");
        pages.Resize($"{pages.Used + kilobytes}k");

        var (exit, output) = Gw.Run(pages.Root, pages.Next);
        Tell(output);
        exit.ShouldNotBe(0);
        // The second is git's own word for it.
        output.ShouldMatch("No space left on device|Out of diskspace");
        output.ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        output.ShouldNotContain("defect", Case.Insensitive);

        pages.Resize("64m");
        // A tool that failed for lack of room has failed, and its run is retried; any other is gone on with, to the end that there was no room to write down.
        string[] retry = ["runs", "retry", "--yes"];
        var wasOver = pages.IsOver;
        var (last, words) = Gw.Run(pages.Root, wasOver ? retry : pages.Next);
        if (last != 0 && !wasOver && pages.IsOver) (last, words) = Gw.Run(pages.Root, retry);
        last.ShouldBe(0, words);
        pages.ShouldHaveShippedOnce();
    }

    private static string Flat(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Lets one run meet a fault in every process that works on it, each time a little further on; returns how many it met, and whether it came to its end that way.</summary>
    /// <param name="pages">The repository.</param>
    /// <param name="fault">The call and what happens to it.</param>
    /// <param name="first">The call to begin with after progress; the next one is taken while there is none.</param>
    /// <param name="judge">Looks at how a process ended that met it.</param>
    /// <param name="budget">After this the run goes on undisturbed.</param>
    /// <param name="onwards"><c>+</c>: from that call on; else at that call alone.</param>
    private static (int Met, bool Whole) Walk(PagesRepository pages, string fault, Func<int, int> first, Action<int, string> judge, TimeSpan budget, string onwards = "")
    {
        var watch = Stopwatch.StartNew();
        var (met, number, before) = (0, 1, 0);
        while (watch.Elapsed < budget && !pages.IsOver)
        {
            var (exit, output, hit) = Gw.Disturbed(pages.Root, $"{fault}:when={number}{onwards}", pages.Next);
            if (!hit)
            {
                exit.ShouldBe(0, output);
                return (met, true);
            }
            met++;
            judge(exit, output);
            number = pages.Progress > before ? first(pages.Progress) : number + 1;
            before = pages.Progress;
        }
        if (pages.IsOver) return (met, true);
        var (last, words) = Gw.Run(pages.Root, pages.Next);
        last.ShouldBe(0, words);
        return (met, false);
    }

    private static void ShouldBeClear(int exit, string output, string words)
    {
        if (exit == 0) return;
        exit.ShouldBe(1, output);
        output.ShouldContain("GW1307");
        output.ShouldContain(words);
        output.ShouldNotContain("   at ", Case.Sensitive, "no stack trace");
        output.ShouldNotContain("defect", Case.Insensitive);
        if (!Flat(output).Contains("The run was not started", StringComparison.Ordinal)) output.ShouldContain("gw runs resume");
    }

    private static void Tell(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
