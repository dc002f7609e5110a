using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>
/// Tells the default branch. With a remote: the one its HEAD names (as remembered here, else asked). Without one, and where a remote does not say:
/// <c>init.defaultBranch</c> when it exists, else <c>main</c>, else <c>master</c>, else, locally, the branch that is checked out.
/// </summary>
internal sealed class DefaultBranches(Refs refs, RemoteSide? remote, string? remoteName, IReadOnlyList<ConfigEntry> configuration)
{
    public async Task<BranchTip> Find(bool fetch, CancellationToken cancellationToken) =>
        remote is null ? await Local(cancellationToken) : await Remote(remote, fetch, cancellationToken);

    private async Task<BranchTip> Local(CancellationToken cancellationToken)
    {
        if (await FirstOf("refs/heads/", cancellationToken) is { } tip) return tip;
        var head = await refs.Target("HEAD", null, cancellationToken);
        if (head is not null && await refs.Commit(head, cancellationToken) is { } commit) return new(head["refs/heads/".Length..], commit);
        throw None("No branch is called main or master, and none is checked out.", new Remedy("git switch -c main", "makes one of what is checked out"));
    }

    private async Task<BranchTip> Remote(RemoteSide side, bool fetch, CancellationToken cancellationToken)
    {
        var head = $"refs/remotes/{remoteName}/HEAD";
        var known = (await refs.Target(head, null, cancellationToken))?[$"refs/remotes/{remoteName}/".Length..];
        if (known is not null && await Tip(side, known, fetch, cancellationToken) is { } tip) return tip;
        // Not known, or renamed on the remote since it was remembered.
        if (fetch && await side.HeadBranch(cancellationToken) is { } asked && await Tip(side, asked, true, cancellationToken) is { } found) return found;
        if (await FirstOf($"refs/remotes/{remoteName}/", cancellationToken) is { } guess && await Tip(side, guess.Name, fetch, cancellationToken) is { } fetched) return fetched;
        throw None($"{remoteName} does not say which branch is its default.", new Remedy($"git remote set-head {remoteName} --auto", "asks it and remembers"));
    }

    private async Task<BranchTip?> Tip(RemoteSide side, string name, bool fetch, CancellationToken cancellationToken) =>
        (fetch ? await side.Fetch(name, cancellationToken) : await refs.Commit(side.Tracking(name), cancellationToken)) is { } commit ? new(name, commit) : null;

    private async Task<BranchTip?> FirstOf(string prefix, CancellationToken cancellationToken)
    {
        foreach (var name in new[] { GitConfig.Last(configuration, "init.defaultbranch"), "main", "master" })
            if (name is not null && await refs.Commit(prefix + name, cancellationToken) is { } commit) return new(name, commit);
        return null;
    }

    private static GroundwrightException None(string detail, Remedy remedy) =>
        new(Problem.Of(GitProblems.NoDefaultBranch, "the default branch cannot be told", detail, remedy));
}
