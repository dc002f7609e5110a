using Groundwright.Adapters.Git.Shared;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>The repository, through the git program.</summary>
public sealed class GitRepository : IRepository, IRunRemains, IDeployBranches
{
    private readonly Refs refs;
    private readonly Commits commits;
    private readonly ObjectReader objects;
    private readonly Merging merging;
    private readonly RemoteSide? remoteSide;
    private readonly DefaultBranches defaults;
    private readonly Worktrees worktrees;
    private readonly WorktreeRemoval removal;
    private readonly CleanCheckout checkout;
    private readonly History history;
    private readonly ExcludeFile exclude;
    private readonly Identity identity;
    private readonly GitProgram git;

    internal GitRepository(GitProgram git, string root, string? remote, IReadOnlyList<ConfigEntry> configuration, Identity identity, TimeProvider time)
    {
        (Root, GitDirectory, Remote, this.identity, this.git) = (root, git.GitDirectory, remote, identity, git);
        refs = new(git, identity, time);
        commits = new(git);
        history = new(git);
        objects = new(git);
        merging = new(git);
        remoteSide = remote is null ? null : new(git, refs, remote);
        defaults = new(refs, remoteSide, remote, configuration);
        worktrees = new(git, refs, commits, objects, identity, root, remote, time);
        removal = new(git, refs, objects, root, time);
        checkout = new(git, refs);
        exclude = new(git.GitDirectory, time);
    }

    /// <inheritdoc/>
    public string Root { get; }

    /// <inheritdoc/>
    public string GitDirectory { get; }

    /// <inheritdoc/>
    public string? Remote { get; }

    /// <summary>Finds the repository that a folder belongs to: its checkout, a folder below, or a worktree of it.</summary>
    /// <exception cref="GroundwrightException">No repository (GW1201), bare (GW1202), without commits (GW1203), git too old (GW1204) or missing (GW3001), several remotes (GW1205).</exception>
    public static Task<GitRepository> Discover(ICommandRunner runner, string directory, CancellationToken cancellationToken) =>
        Discover(runner, TimeProvider.System, directory, cancellationToken);

    /// <summary>The same with a clock of one's own.</summary>
    public static Task<GitRepository> Discover(ICommandRunner runner, TimeProvider time, string directory, CancellationToken cancellationToken) =>
        new Discovery(runner, time, directory).Find(cancellationToken);

    /// <summary>Variables that calls of the remote may need (sign-in, proxies): for processes that must reach it by themselves.</summary>
    public static IReadOnlyList<string> NetworkVariables => GitSafety.ForNetwork;

    /// <summary>The ledger that all clones of this repository share.</summary>
    public GitLedger OpenLedger(TimeProvider time, Lazy<ReleaseKey>? key) => new(git, new SharedRefs(git, remoteSide, time), GitDirectory, time) { Key = key };

    /// <summary>Where the lock tables are that all clones of this repository share.</summary>
    public ILockTables OpenLockTables(TimeProvider time) => new GitLockTables(new SharedRefs(git, remoteSide, time));

    /// <inheritdoc/>
    public Task<BranchTip> DefaultBranch(bool fetch, CancellationToken cancellationToken) => defaults.Find(fetch, cancellationToken);

    /// <inheritdoc/>
    public Task<byte[]?> ReadFile(string commit, string path, CancellationToken cancellationToken) => objects.File(commit, path, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListFiles(string commit, string folder, CancellationToken cancellationToken) => objects.Files(commit, folder, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> BranchCommit(string branch, CancellationToken cancellationToken) =>
        await refs.Commit($"refs/heads/{branch}", cancellationToken)
        ?? (remoteSide is null ? null : await refs.Commit(remoteSide.Tracking(branch), cancellationToken));

    /// <inheritdoc/>
    public Task Exclude(string runId, CancellationToken cancellationToken) => exclude.Add(RunId.Parse(runId), cancellationToken);

    /// <inheritdoc/>
    public async Task<IWorktree> OpenWorktree(string runId, string branch, string start, CancellationToken cancellationToken) =>
        await worktrees.Open(RunId.Parse(runId), branch, start, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RemoveWorktree(string runId, bool force, CancellationToken cancellationToken) => removal.Remove(RunId.Parse(runId), force, cancellationToken);

    /// <inheritdoc/>
    public Task Checkout(string treeish, string directory, CancellationToken cancellationToken) => checkout.Write(treeish, directory, cancellationToken);

    /// <inheritdoc/>
    public Task<MergeResult> Merge(string into, string head, CancellationToken cancellationToken) => merging.Merge(into, head, cancellationToken);

    /// <inheritdoc/>
    public Task<string> WriteCommit(string tree, IReadOnlyList<string> parents, string message, DateTimeOffset date, CancellationToken cancellationToken) =>
        commits.Write(tree, parents, message, date, identity, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> AdvanceDefaultBranch(string branch, string from, string to, CancellationToken cancellationToken)
    {
        // With a lease alone a push may throw away what it replaces.
        if (!await commits.Contains(to, from, cancellationToken))
            throw new GroundwrightException(Problem.Of(GitProblems.NotForward, $"{branch} would lose commits: {to} does not contain {from}"));
        var name = $"refs/heads/{branch}";
        if (remoteSide is null ? await refs.Move(name, to, from, ownedByRun: false, cancellationToken) : await remoteSide.Push(branch, to, from, cancellationToken)) return true;
        // Either somebody else was first, or this was done before a crash and others went on from it.
        var now = remoteSide is null ? await refs.Commit(name, cancellationToken) : await remoteSide.Fetch(branch, cancellationToken);
        return now is not null && await commits.Contains(now, to, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task Push(string branch, string commit, string? expected, CancellationToken cancellationToken)
    {
        if (remoteSide is null || await remoteSide.Push(branch, commit, expected, cancellationToken)) return;
        var now = await remoteSide.Fetch(branch, cancellationToken);
        if (now == commit) return;
        throw new GroundwrightException(Problem.Of(GitProblems.BranchMoved,
            $"{branch} on {Remote} stands at {now ?? "no commit"}, not at {expected ?? "no commit"} where the run left it", "Somebody pushed to it meanwhile. Nothing was overwritten.",
            new Remedy($"git log {commit}..{Remote}/{branch}", "what came in")));
    }

    /// <inheritdoc/>
    public Task<string?> FetchBranch(string branch, CancellationToken cancellationToken) =>
        remoteSide is null ? Task.FromResult<string?>(null) : remoteSide.Fetch(branch, cancellationToken);

    /// <inheritdoc/>
    public Command PushCommand(string branch, string commit, string? expected) => (remoteSide ?? throw new InvalidOperationException("there is no remote")).PushCommand(branch, commit, expected);

    /// <inheritdoc/>
    public Task<bool> Contains(string descendant, string ancestor, CancellationToken cancellationToken) => commits.Contains(descendant, ancestor, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LoggedCommit>> Log(string? from, string to, CancellationToken cancellationToken) => history.Log(from, to, cancellationToken);

    /// <inheritdoc/>
    public Task<DiffStat> Compare(string from, string to, CancellationToken cancellationToken) => objects.Compare(from, to, cancellationToken);

    /// <inheritdoc/>
    public Task<string> Diff(string from, string to, int maxBytes, CancellationToken cancellationToken) => objects.Patch(from, to, maxBytes, cancellationToken);

    /// <inheritdoc/>
    public Task<string?> Resolve(string name, CancellationToken cancellationToken) => refs.Commit(name, cancellationToken);

    /// <inheritdoc/>
    public ITreeFiles FilesOf(string directory) => new TreeFiles(directory);

    /// <inheritdoc/>
    public Task<string> TreeOf(string commit, CancellationToken cancellationToken) => refs.Tree(commit, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WorktreeRuns(CancellationToken cancellationToken) => removal.Runs(cancellationToken);

    /// <inheritdoc/>
    public Task ForgetRun(string runId, CancellationToken cancellationToken) => removal.Forget(RunId.Parse(runId), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> IsMerged(string branch, CancellationToken cancellationToken) =>
        await BranchCommit(branch, cancellationToken) is { } tip && await commits.Contains((await DefaultBranch(fetch: false, cancellationToken)).Commit, tip, cancellationToken);
}
