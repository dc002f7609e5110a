namespace Groundwright.Core.Worktrees;

/// <summary>
/// The repository Groundwright stands in. Git is called so that nothing written in a tree can run or redirect anything (rule U2): explicit directories,
/// no hooks, no file system monitor, no filters, no user configuration except for talking to the remote.
/// </summary>
public interface IRepository
{
    /// <summary>Root of the person's checkout. Absolute.</summary>
    string Root { get; }

    /// <summary>The git common directory. Absolute. Truth lives in <c>groundwright/</c> under it.</summary>
    string GitDirectory { get; }

    /// <summary>Name of the remote used (<c>origin</c>, or the only one); null without a remote.</summary>
    string? Remote { get; }

    /// <summary>Name and commit of the default branch: the remote's (fetched when <paramref name="fetch"/>), or the local one without a remote.</summary>
    Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken);

    /// <summary>Bytes of a file in a commit; null when it is not there. Links are not followed.</summary>
    Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken);

    /// <summary>Paths of the files under a folder in a commit, relative to the repository, sorted.</summary>
    Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken);

    /// <summary>Commit of a branch (<c>refs/heads/…</c> here, else on the remote as last fetched); null when it does not exist.</summary>
    Task<string?> BranchCommit(string branch, CancellationToken cancellationToken);

    /// <summary>Keeps what a run writes into the checkout (<c>agents/&lt;run-id&gt;</c>, <c>trees/&lt;run-id&gt;</c>) out of what git adds. Saying it again changes nothing.</summary>
    Task Exclude(string runId, CancellationToken cancellationToken);

    /// <summary>Makes or takes up the worktree <c>trees/&lt;run-id&gt;</c> on a branch that starts at <paramref name="start"/> when it does not exist yet.</summary>
    /// <remarks>Valid = folder there, registered with git, on that branch. An invalid one is remade and gets its last snapshot back; edits found in it are kept under a rescue ref first.</remarks>
    Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken);

    /// <summary>Removes the worktree of a run when nothing in it would be lost, or when <paramref name="force"/>; its branch stays.</summary>
    /// <returns>False when it holds changes that are in no commit and no snapshot.</returns>
    Task<bool> RemoveWorktree(string runId, bool force, CancellationToken cancellationToken);

    /// <summary>Writes the files of a commit or tree into an empty folder outside any worktree, without a git directory.</summary>
    Task Checkout(string treeish, string directory, CancellationToken cancellationToken);

    /// <summary>The tree that merging <paramref name="head"/> into <paramref name="into"/> gives, without touching any checkout.</summary>
    Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken);

    /// <summary>Makes a commit object of a tree with fixed author and date: the same arguments give the same id. Moves nothing.</summary>
    Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken);

    /// <summary>Moves the default branch from one commit to another by compare-and-swap: on the remote where there is one, else the local ref.</summary>
    /// <returns>False when it no longer stood at <paramref name="from"/>.</returns>
    Task<bool> AdvanceDefaultBranch(string branch, string from, string to, CancellationToken cancellationToken);

    /// <summary>Pushes a branch with a lease; nothing without a remote. Pushing what is there already succeeds.</summary>
    /// <param name="expected">Commit the remote branch must be at; null: must not exist, or already be <paramref name="commit"/>.</param>
    Task Push(string branch, string commit, string? expected, CancellationToken cancellationToken);

    /// <summary>Whether <paramref name="ancestor"/> is contained in <paramref name="descendant"/>.</summary>
    Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken);

    /// <summary>Commits that are in one commit and not in another, newest first; at most 10,000.</summary>
    /// <param name="from">What is left out; null: nothing, all of history is told.</param>
    /// <param name="to">Where it begins.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken);

    /// <summary>The files of a checkout.</summary>
    ITreeFiles FilesOf(string directory);

    /// <summary>What changed between two commits or trees.</summary>
    Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken);

    /// <summary>The unified diff between two commits or trees, cut after <paramref name="maxBytes"/>.</summary>
    Task<string> Diff(string from, string to, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Full id of the commit that a name, a tag or an abbreviated id stands for; null when there is none.</summary>
    Task<string?> Resolve(string name, CancellationToken cancellationToken);

    /// <summary>Id of the tree of a commit.</summary>
    Task<string> TreeOf(string commit, CancellationToken cancellationToken);
}

/// <summary>A branch and where it stands.</summary>
public sealed record BranchTip(string Name, string Commit);

/// <summary>What a merge would give: a tree, or the paths in conflict.</summary>
public sealed record MergeResult(string? Tree, IReadOnlyList<string> Conflicts);

/// <summary>Size of a change.</summary>
public sealed record DiffStat(int Files, int Added, int Removed, IReadOnlyList<string> Paths);

/// <summary>A commit as history tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Subject">First line of its message.</param>
/// <param name="Body">The rest of its message; often empty.</param>
public sealed record LoggedCommit(string Id, DateTimeOffset At, string Author, string Subject, string Body);
