using Groundwright.Core.Delivery;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Services;

/// <summary>Worktrees of runs that are over and whose branch is in the default branch, or that were cancelled.</summary>
internal sealed class CleanService(Composition services) : ICleanService
{
    /// <inheritdoc/>
    public async Task<CleanReport> Look(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var kept = new List<KeptWorktree>();
        foreach (var runId in await services.Remains.WorktreeRuns(cancellationToken))
        {
            if (await Reason(runId, olderThan, cancellationToken) is { } reason) kept.Add(new KeptWorktree(runId, reason));
            else removed.Add(runId);
        }
        return new CleanReport(removed, kept);
    }

    /// <inheritdoc/>
    public async Task<CleanReport> Remove(CleanReport found, CancellationToken cancellationToken)
    {
        var removed = new List<string>();
        var kept = new List<KeptWorktree>(found.Kept);
        foreach (var runId in found.Removed)
        {
            if (await services.Repository.RemoveWorktree(runId, force: false, cancellationToken)) removed.Add(runId);
            else kept.Add(new KeptWorktree(runId, "it holds changes that are in no commit"));
        }
        return new CleanReport(removed, kept);
    }

    /// <summary>Why a worktree stays; null: it may go.</summary>
    private async Task<string?> Reason(string runId, TimeSpan olderThan, CancellationToken cancellationToken)
    {
        if (services.Runs.List().FirstOrDefault(run => run.RunId == runId) is not { } run) return "no run of this repository knows it";
        if (run.Status is not (RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled)) return "its run is not over";
        if (services.Clock.GetUtcNow() - run.Updated < olderThan) return "its run ended too recently";
        var branch = services.Fold(services.Runs.Read(runId)).Fact(RunFacts.Branch);
        if (branch is null || run.Status == RunStatus.Cancelled) return null;
        return await services.Remains.IsMerged(branch, cancellationToken) ? null : $"{branch} is not merged";
    }
}
