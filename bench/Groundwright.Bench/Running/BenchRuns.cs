using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Worktrees;

namespace Groundwright.Bench.Running;

/// <summary>The real store, and runs of nobody.</summary>
internal static class BenchRuns
{
    /// <summary>Who asks.</summary>
    public static Actor Actor { get; } = new("bench", "os-user");

    /// <summary>The store under a git directory.</summary>
    public static FileRunStore Store(string gitDirectory) => new(gitDirectory, TimeProvider.System, text => text, RunSummaries.Of);

    /// <summary>An id that is not taken.</summary>
    public static string NewId() => $"b{Guid.NewGuid():N}"[..12];

    /// <summary>The first event of a run.</summary>
    public static RunStarted Started(string id) => new(JournalFormat.Version, id,
        new Request { Title = "Bench", Body = "", Source = "bench", Trusted = true }, Actor,
        new BranchTip("main", "0000"), new ConfigurationSource(null, "", false), "0");

    /// <summary>Asks for one phase.</summary>
    public static WorkRequested Asked(string phase) => new(phase, [phase], Actor, new Dictionary<string, string>());

    /// <summary>Fills a store with runs that are over.</summary>
    public static void Seed(string gitDirectory, int count)
    {
        var store = Store(gitDirectory);
        for (var i = 0; i < count; i++)
        {
            using var run = store.Create(Started(NewId()));
            run.Append(Asked("build"), durable: false);
            run.Append(new PhaseStarted("build", 1), durable: false);
            run.Append(new PhaseEnded("build", 1, null, "done", new Dictionary<string, string>()), durable: false);
            run.Append(new RunEnded(RunOutcome.Succeeded, null), durable: false);
            run.Summarize(RunSummaries.Of(run.Events));
        }
    }
}
