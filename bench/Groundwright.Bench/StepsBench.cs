using System.Diagnostics;
using Groundwright.Adapters.Git;
using Groundwright.Bench.Figures;
using Groundwright.Bench.Running;
using Groundwright.Core.Delivery;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Runs.Engine;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Bench;

/// <summary>Q2: no-op steps of the real engine over the real store, against bare <c>write</c> and <c>fsync</c> of the same bytes; and a short run when nothing else goes on.</summary>
internal static class StepsBench
{
    private const int Steps = 2000;
    private const int Rounds = 5;
    private const int ShortRuns = 21;

    /// <summary>Measures. Arguments: a folder to work in (default: the system's temporary one).</summary>
    public static async Task<IReadOnlyList<Figure>> Measure(string[] args)
    {
        var folder = Directory.CreateDirectory(Path.Combine(args.Length > 0 ? args[0] : Path.GetTempPath(), $"gw-steps-{Guid.NewGuid():N}")).FullName;
        try
        {
            await Tool.Run(folder, "git", "init", "-q", "-b", "main");
            await Tool.Run(folder, "git", "-c", "user.name=Bench", "-c", "user.email=bench@localhost", "commit", "-q", "--allow-empty", "-m", "Start");
            var repository = await GitRepository.Discover(new BareRunner(), folder, CancellationToken.None);
            var store = BenchRuns.Store(repository.GitDirectory);
            var services = new EngineServices(repository, new EffectHostLauncher(Places.Gw, ["effect-host"], new Leftovers(TimeProvider.System)), StepAliases.Current, text => text);
            await Round(store, services, 200);
            var (ours, bare) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                var (id, time) = await Round(store, services, Steps);
                ours.Add(Steps / time.TotalSeconds);
                // The beginning of a step goes to disk with its end, so a step is one write and one fsync on both sides.
                var journal = Path.Combine(store.DirectoryOf(id), "journal.jsonl");
                bare.Add(Steps / BareWrites.Repeat(journal, "\"type\":\"step-started\""u8.ToArray()).TotalSeconds);
            }
            var shortRuns = new List<double>();
            for (var run = 0; run < ShortRuns; run++) shortRuns.Add((await Round(store, services, 5)).Time.TotalMilliseconds);
            return
            [
                new Figure("Q2", $"durable no-op steps of the engine ({Steps:N0} in a run) against bare write+fsync of the same bytes", "/s", ours, bare, 0.5, AtLeast: true),
                new Figure("Q2", "a run of 5 steps when idle, from its making to its end", "ms", shortRuns, [], 8),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A whole run as the driver does it: made, let go, taken, driven to its end with its files in <c>agents/</c> kept.</summary>
    private static async Task<(string Id, TimeSpan Time)> Round(FileRunStore store, EngineServices services, int steps)
    {
        var id = BenchRuns.NewId();
        var watch = Stopwatch.StartNew();
        using (var made = store.Create(BenchRuns.Started(id)))
        {
            made.Append(BenchRuns.Asked(IdlePhase.Title));
            made.Summarize(RunSummaries.Of(made.Events));
        }
        RunState end;
        using (var projection = new ProjectingObserver(new Nobody(), new RunFiles(services.Repository.Root, id, services.Mask)))
        using (var session = new RunSession(store.Open(id), projection, TimeProvider.System))
            end = await new RunLoop(session, services, _ => new IdlePhase(steps), new DriveOptions()).Drive(CancellationToken.None);
        var time = watch.Elapsed;
        return end.Status == RunStatus.Succeeded && end.Steps.Count == steps ? (id, time) : throw new InvalidOperationException($"the run ended as {end.Status}: {end.Problem?.Summary}");
    }

    private sealed class IdlePhase(int steps) : IPhase
    {
        public const string Title = "build";

        public string Name => Title;

        public IReadOnlyList<string> Needs => [];

        public async Task<PhaseResult> Run(IRun run)
        {
            for (var i = 0; i < steps; i++) await run.Step($"step/{i}", i, _ => Task.FromResult(i));
            return new PhaseResult("done", new Dictionary<string, string>()) { Final = true };
        }
    }

    private sealed class Nobody : IRunObserver
    {
        public void OnEvent(RunEvent @event, RunState state)
        {
        }

        public void OnLine(string stepKey, OutputLine line)
        {
        }
    }
}
