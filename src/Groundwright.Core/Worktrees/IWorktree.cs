namespace Groundwright.Core.Worktrees;

/// <summary>The working tree of one run, <c>trees/&lt;run-id&gt;</c>.</summary>
public interface IWorktree : ITreeFiles
{
    /// <summary>Absolute.</summary>
    string Path { get; }

    /// <summary>Branch it is on.</summary>
    string Branch { get; }

    /// <summary>Commit its branch stands at.</summary>
    Task<string> Head(CancellationToken cancellationToken);

    /// <summary>
    /// Commits what is in the tree now to <c>refs/groundwright/&lt;run&gt;/&lt;sequence&gt;</c> (rule J8), leaving branch and index alone. Refuses new gitlinks and
    /// nested git directories with a problem that names them.
    /// </summary>
    Task<Snapshot> Snapshot(long sequence, DateTimeOffset date, CancellationToken cancellationToken);

    /// <summary>Makes the tree equal to a snapshot again. Whatever differed is kept first under <c>refs/groundwright/&lt;run&gt;/rescue/&lt;n&gt;</c>.</summary>
    /// <returns>Name of the rescue ref; null when nothing differed.</returns>
    Task<string?> Restore(Snapshot snapshot, CancellationToken cancellationToken);

    /// <summary>Commits a snapshot's tree on the branch. The same arguments give the same commit; done already is success.</summary>
    /// <param name="snapshot">The tree to commit.</param>
    /// <param name="parent">Commit the branch stands at before; the branch moves from it by compare-and-swap.</param>
    /// <param name="message">Commit message.</param>
    /// <param name="date">Author and committer date.</param>
    /// <param name="cancellationToken">Stops before the branch is moved.</param>
    /// <returns>The commit; <paramref name="parent"/> when the tree does not differ from it.</returns>
    Task<string> Commit(Snapshot snapshot, string parent, string message, DateTimeOffset date, CancellationToken cancellationToken);

    /// <summary>Hides the link to the git directory for as long as the result is not disposed (rule U2). A crash in between is mended by the next open.</summary>
    IDisposable WithoutGit();
}

/// <summary>A tree written down.</summary>
/// <param name="Commit">Commit under the snapshot ref.</param>
/// <param name="Tree">Its tree.</param>
public sealed record Snapshot(string Commit, string Tree);
