using System.Globalization;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>The branch that Flux watches and that holds exactly what is to be deployed: one commit for each deploy, each with the whole tree of a version.</summary>
/// <param name="branches">Branches of the remote; null: no repository.</param>
/// <param name="flux">Names the branch, as it is in the environment.</param>
/// <param name="target">Name of the target.</param>
internal sealed class WatchedBranch(IDeployBranches? branches, FluxSettings flux, string target)
{
    /// <summary>Whether it is a branch of its own; else Flux watches the default branch, and the merge is the commit it waits for.</summary>
    public bool IsOwn => flux.Branch is not null;

    /// <summary>The branches of the remote.</summary>
    /// <exception cref="GroundwrightException">GW2176: there is no remote.</exception>
    public IDeployBranches Branches => branches is { Remote: not null } ? branches : throw new GroundwrightException(Problem.Of(KubernetesProblems.NoRemote,
        $"{target} is deployed by Flux, and this repository has no remote", "Flux reads what it deploys from a remote.", new Remedy("git remote add origin <address>", "names it")));

    /// <summary>Its name.</summary>
    public async Task<string> Name(CancellationToken cancellationToken) => flux.Branch ?? (await Branches.DefaultBranch(fetch: false, cancellationToken)).Name;

    /// <summary>Where it stands on the remote; null: there is no such branch yet.</summary>
    public async Task<string?> Tip(CancellationToken cancellationToken) =>
        IsOwn ? await Branches.FetchBranch(await Name(cancellationToken), cancellationToken) : (await Branches.DefaultBranch(fetch: true, cancellationToken)).Commit;

    /// <summary>The commit that deploys a tree. Everything in it is fixed, so made again it is the same one.</summary>
    /// <param name="scope">Environment and tree.</param>
    /// <param name="tip">Where the branch stands; null: it does not exist.</param>
    /// <param name="date">Seconds since 1970.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    public Task<string> Commit(TargetScope scope, string? tip, string date, CancellationToken cancellationToken) => Branches.WriteCommit(
        scope.Tree, tip is null ? [] : [tip],
        $"Deploy {target} to {scope.Environment}\n\nTree: {scope.Tree}\nRun: {scope.RunId}\n",
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(date, CultureInfo.InvariantCulture)), cancellationToken);

    /// <summary>Whether a commit is another one or after it. What is not known here is not.</summary>
    public async Task<bool> Holds(string descendant, string ancestor, CancellationToken cancellationToken)
    {
        try
        {
            return await Branches.Contains(descendant, ancestor, cancellationToken);
        }
        catch (GroundwrightException)
        {
            return false;
        }
    }
}
