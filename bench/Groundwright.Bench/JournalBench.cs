using System.Diagnostics;
using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Bench;

/// <summary>Q2: durable appends to a journal against bare <c>write</c> and <c>fsync</c> of the same bytes, alternating in one run.</summary>
internal static class JournalBench
{
    private const int Appends = 5000;
    private const int Rounds = 5;

    /// <summary>Measures both rates. Arguments: a folder to work in (default: the system's temporary one).</summary>
    public static Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), $"gw-journal-{Guid.NewGuid():N}")).FullName;
        try
        {
            Round(folder, 200);
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Round(folder, Appends)).ToList();
            return Task.FromResult<IReadOnlyList<Figure>>(
            [
                new Figure("Q2", "durable journal appends against bare write+fsync", "/s", [.. rounds.Select(round => round.Journal)], [.. rounds.Select(round => round.Bare)], 0.5, AtLeast: true),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (double Journal, double Bare) Round(string folder, int appends)
    {
        var store = BenchRuns.Store(folder);
        var id = BenchRuns.NewId();
        double journal;
        using (var run = store.Create(BenchRuns.Started(id)))
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < appends; i++) run.Append(new StepStarted("build.1/format", EffectKind.Repeatable, "0123456789abcdef", i));
            journal = appends / watch.Elapsed.TotalSeconds;
        }
        return (journal, (appends + 1) / BareWrites.Repeat(Path.Combine(store.DirectoryOf(id), "journal.jsonl"), together: null).TotalSeconds);
    }
}
