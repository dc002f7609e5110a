namespace Groundwright.Core.Worktrees;

/// <summary>What runs leave behind in a repository, for <c>gw runs clean</c>.</summary>
public interface IRunRemains
{
    /// <summary>Ids of the runs that have a worktree, sorted; one whose folder was deleted by hand counts as long as git knows it.</summary>
    Task<IReadOnlyList<string>> WorktreeRuns(CancellationToken cancellationToken);

    /// <summary>Deletes the snapshots and rescued edits of a run. Its branch and worktree stay.</summary>
    Task ForgetRun(string runId, CancellationToken cancellationToken);

    /// <summary>Whether the default branch, as known here, contains the branch. False when the branch does not exist.</summary>
    Task<bool> IsMerged(string branch, CancellationToken cancellationToken);
}
