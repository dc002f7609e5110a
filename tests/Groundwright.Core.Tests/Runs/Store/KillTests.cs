using System.Globalization;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Store;

[Covers("J2", "R1")]
public sealed class KillTests : IDisposable
{
    private readonly StoreFolder folder = new();

    /// <summary>How often; more with <c>GROUNDWRIGHT_STORE_KILLS</c>.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("GROUNDWRIGHT_STORE_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 50;

    [Fact]
    public void No_acknowledged_event_is_lost_and_none_is_written_twice_when_owners_are_killed_at_random()
    {
        folder.With(0);
        var random = new Random(20260101);
        var acknowledged = new List<(long Sequence, int Writer)>();
        var (killed, owned) = (0, 0);
        while (killed < Kills)
        {
            using var first = folder.Probe("append", count: 1_000_000);
            using var second = folder.Probe("append", count: 1_000_000);
            if (random.Next(4) > 0) SpinWait.SpinUntil(() => (first.Output + second.Output).Contains("acknowledged", StringComparison.Ordinal), TimeSpan.FromMinutes(1));
            Thread.Sleep(random.Next(100));
            foreach (var probe in new[] { first, second })
            {
                if (!probe.HasExited) killed++;
                probe.Kill();
                probe.WaitForExit(TimeSpan.FromMinutes(1));
            }
            var writers = new[] { first, second }.Select(Acknowledged).ToList();
            owned += writers.Count(events => events.Count > 0);
            acknowledged.AddRange(writers.SelectMany(events => events));
        }
        owned.ShouldBeGreaterThan(5);
        acknowledged.Select(entry => entry.Sequence).ShouldBeUnique();
        ShouldHold(acknowledged);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_kill_at_any_write_or_fsync_loses_nothing_that_was_acknowledged(string call, int number)
    {
        Needs.Strace();
        folder.With(2);
        var output = folder.Inject($"{call}:signal=SIGKILL:when={number}", "append", 6);
        output.ShouldNotContain("problem");
        ShouldHold(Acknowledged(output));
        folder.RunProbe("append", count: 3).Output.ShouldContain("acknowledged");
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_kill_while_a_run_is_made_leaves_a_whole_run_or_none(string call, int number)
    {
        Needs.Strace();
        var created = folder.Inject($"{call}:signal=SIGKILL:when={number}", "create", 0).Contains("created", StringComparison.Ordinal);
        var (_, again) = folder.RunProbe("create");
        if (created) again.ShouldStartWith("problem GW1309");
        folder.Store.Read(StoreFolder.Id).ShouldHaveSingleItem();
        folder.RunProbe("append", count: 2).Output.ShouldContain("acknowledged");
    }

    [Fact]
    public void Each_acknowledgement_follows_one_write_and_one_fsync()
    {
        Needs.Strace();
        folder.With(2);
        var trace = Path.Combine(folder.Git, "trace");
        folder.Trace(trace, "append", 9).ShouldContain("acknowledged");
        var calls = File.ReadLines(trace).Select(line => line.Contains("acknowledged", StringComparison.Ordinal) ? 'A'
            : line.Contains("opened", StringComparison.Ordinal) ? 'O'
            : line.Contains("pwrite64(", StringComparison.Ordinal) ? 'W'
            : line.Contains("fsync(", StringComparison.Ordinal) && line.EndsWith("= 0", StringComparison.Ordinal) ? 'S' : ' ').Where(call => call != ' ');
        var sequence = string.Concat(calls);
        sequence[(sequence.IndexOf('O', StringComparison.Ordinal) + 1)..].ShouldBe(string.Concat(Enumerable.Repeat("WSA", 6)));
    }

    public static TheoryData<string, int> Calls()
    {
        var calls = new TheoryData<string, int>();
        foreach (var call in new[] { "fsync", "pwrite64" })
            for (var number = 1; number <= 5; number++) calls.Add(call, number);
        return calls;
    }

    public void Dispose() => folder.Dispose();

    private void ShouldHold(IEnumerable<(long Sequence, int Writer)> acknowledged)
    {
        using var journal = folder.Store.Open(StoreFolder.Id);
        foreach (var (sequence, writer) in acknowledged)
            journal.Events[(int)sequence - 1].ShouldBeOfType<PhaseStarted>().Occurrence.ShouldBe(writer);
    }

    private static List<(long Sequence, int Writer)> Acknowledged(ChildProcess probe) => Acknowledged(probe.Output);

    private static List<(long Sequence, int Writer)> Acknowledged(string output) =>
        [.. output.Split('\n').Select(line => line.Trim().Split(' ')).Where(words => words is ["acknowledged", _, _])
            .Select(words => (long.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture)))];
}
