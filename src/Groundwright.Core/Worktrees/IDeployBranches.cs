using Groundwright.Core.Processes;

namespace Groundwright.Core.Worktrees;

/// <summary>Branches of the remote from which something in the cluster deploys (GitOps). They only ever move forward.</summary>
public interface IDeployBranches
{
    /// <summary>Name of the remote; null without one, and then there is nothing to deploy from.</summary>
    string? Remote { get; }

    /// <summary>Name and commit of the default branch, fetched.</summary>
    Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken);

    /// <summary>Commit of a branch of the remote, fetched; null when there is no such branch.</summary>
    Task<string?> FetchBranch(string branch, CancellationToken cancellationToken);

    /// <summary>Id of the tree of a commit.</summary>
    Task<string> TreeOf(string commit, CancellationToken cancellationToken);

    /// <summary>Writes the files of a commit or tree into an empty folder, without a git directory.</summary>
    Task Checkout(string treeish, string directory, CancellationToken cancellationToken);

    /// <summary>Makes a commit object: the same arguments give the same id. Moves nothing.</summary>
    Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken);

    /// <summary>Whether <paramref name="ancestor"/> is contained in <paramref name="descendant"/>. Commits that are not known here are not.</summary>
    Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken);

    /// <summary>One process that moves a branch of the remote by compare-and-swap (rule U2): it fails when the branch does not stand at <paramref name="expected"/>.</summary>
    /// <param name="branch">Its name.</param>
    /// <param name="commit">Where to. Must contain <paramref name="expected"/>.</param>
    /// <param name="expected">Where it must stand; null: it must not exist.</param>
    Command PushCommand(string branch, string commit, string? expected);
}
