namespace Groundwright.Cli.Services;

/// <summary>Removes the worktrees of runs that are over. Never loses work that is in no commit.</summary>
internal interface ICleanService
{
    /// <summary>What would be removed and what is kept, and why. Changes nothing.</summary>
    Task<CleanReport> Look(TimeSpan olderThan, CancellationToken cancellationToken);

    /// <summary>Removes what <see cref="Look"/> found, looking again right before.</summary>
    Task<CleanReport> Remove(CleanReport found, CancellationToken cancellationToken);
}

/// <summary>Worktrees by what becomes of them.</summary>
/// <param name="Removed">Ids whose worktrees are (to be) removed.</param>
/// <param name="Kept">Ids whose worktrees stay, and why.</param>
internal sealed record CleanReport(IReadOnlyList<string> Removed, IReadOnlyList<KeptWorktree> Kept);

/// <summary>A worktree that stays.</summary>
internal sealed record KeptWorktree(string RunId, string Reason);
