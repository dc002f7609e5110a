using Groundwright.Cli.Views;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Figures;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Cli.Services;

/// <summary>Gathers what figures are computed from: the ledger, the journals of this clone, the dates of commits. What cannot be read is left out, not guessed.</summary>
internal sealed class FiguresSource(ICommandServices services)
{
    /// <summary>Everything of a period that ends now.</summary>
    public async Task<FiguresInput> Read(Settings settings, TimeSpan period, CancellationToken cancellationToken)
    {
        var ledger = await services.Ledger.Read(cancellationToken);
        var now = services.Clock.GetUtcNow();
        var input = new FiguresInput(ledger, Runs(now - period), [.. settings.Environments.Select(environment => environment.Name)], EnvironmentChoice.Last(settings), now - period, now);
        return input with { Commits = await Commits(input, ledger, cancellationToken) };
    }

    private List<RunFact> Runs(DateTimeOffset since)
    {
        var facts = new List<RunFact>();
        foreach (var run in services.Runs.List().Where(run => run.Updated >= since)) facts.Add(new RunFact(run.RunId, run.Workflow, run.Started, Generation(run.RunId)));
        return facts;
    }

    /// <summary>How long was worked on plan and build; null when one of them is not done, or the journal cannot be read.</summary>
    private TimeSpan? Generation(string runId)
    {
        try
        {
            var events = services.Runs.Read(runId);
            return Phase(events, "plan") is { } plan && Phase(events, "build") is { } build ? plan + build : null;
        }
        catch (GroundwrightException)
        {
            return null;
        }
    }

    private static TimeSpan? Phase(IReadOnlyList<RunEvent> events, string name)
    {
        var begin = events.ToList().FindIndex(found => found is PhaseStarted started && started.Phase == name);
        var end = events.ToList().FindIndex(found => found is PhaseEnded { Problem: null } ended && ended.Phase == name);
        return begin < 0 || end < begin ? null : RunTimes.Worked([.. events.Skip(begin).Take(end - begin + 1)]);
    }

    private async Task<Dictionary<string, IReadOnlyList<DateTimeOffset>>> Commits(FiguresInput input, LedgerState ledger, CancellationToken cancellationToken)
    {
        var dates = new Dictionary<string, IReadOnlyList<DateTimeOffset>>();
        foreach (var environment in input.Production)
        {
            Release? before = null;
            foreach (var release in ledger.ReleasesOf(environment).Where(release => release is { Healthy: true, Mode: ReleaseModes.Deploy }))
            {
                // The first release brought all of history, which says nothing about how fast changes arrive.
                if (before is not null && input.Covers(release.Ended) && await Dates(before.Commit, release.Commit, cancellationToken) is { } found) dates[release.Id] = found;
                before = release;
            }
        }
        return dates;
    }

    private async Task<IReadOnlyList<DateTimeOffset>?> Dates(string from, string to, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await services.Repository.Log(from, to, cancellationToken)).Select(commit => commit.At)];
        }
        catch (GroundwrightException)
        {
            // A commit that was never fetched: its lead time is not known here.
            return null;
        }
    }
}
