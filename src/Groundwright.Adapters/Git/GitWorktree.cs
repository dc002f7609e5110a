using System.Globalization;
using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>The working tree of one run.</summary>
internal sealed class GitWorktree(GitProgram git, Refs refs, Commits commits, ObjectReader objects, Identity identity, RunPlace place, Registration registration, string branch, TimeProvider time)
    : IWorktree
{
    // The first try restores the snapshot, the second what its own .gitignore no longer ignores. A third difference is someone at work in the tree.
    private const int RestoreRounds = 3;

    private readonly TreeIndex index = new(git, objects, place, registration.Directory);
    private readonly TreeFiles files = new(place.Tree);

    /// <inheritdoc/>
    public string Path => place.Tree;

    /// <inheritdoc/>
    public string Branch => branch;

    private string BranchRef => $"refs/heads/{branch}";

    /// <inheritdoc/>
    public async Task<string> Head(CancellationToken cancellationToken) =>
        await refs.Commit(BranchRef, cancellationToken)
        ?? throw new GroundwrightException(Problem.Of(GitProblems.NoSuchCommit, $"the branch {branch} is gone",
            "It was deleted while its run was at work.", new Remedy($"git log refs/groundwright/{place.RunId}", "finds its last snapshots")));

    /// <inheritdoc/>
    public async Task<Snapshot> Snapshot(long sequence, DateTimeOffset date, CancellationToken cancellationToken)
    {
        var head = await Head(cancellationToken);
        var tree = await index.Capture(head, cancellationToken);
        var commit = await commits.Write(tree, [head], $"Snapshot {sequence} of run {place.RunId}", date, Identity.Groundwright, cancellationToken);
        await refs.Move(place.SnapshotRef(sequence), commit, null, ownedByRun: true, cancellationToken);
        return new(commit, tree);
    }

    /// <inheritdoc/>
    public async Task<string?> Restore(Snapshot snapshot, CancellationToken cancellationToken)
    {
        string? rescue = null;
        for (var round = 0; round < RestoreRounds; round++)
        {
            var head = await Head(cancellationToken);
            var tree = await CaptureOrMoveAside(head, cancellationToken);
            if (tree.Id == snapshot.Tree) return rescue;
            rescue ??= tree.MovedTo;
            if (tree.Id is not null) rescue = await new Rescue(refs, commits, place, time).Keep(tree.Id, head, cancellationToken);
            await index.Write(snapshot.Tree, cancellationToken);
        }
        throw new GroundwrightException(Problem.Of(GitProblems.FolderInTheWay, $"the tree of run {place.RunId} changes while it is restored",
            $"Something writes into {place.Tree}. What was found there is kept under {rescue}.", new Remedy($"gw runs resume {place.RunId}", "goes on once it has stopped")));
    }

    // What cannot be committed (a planted git directory, a new submodule) must not stop a restore either: the whole folder is kept beside, and made anew.
    private async Task<(string? Id, string? MovedTo)> CaptureOrMoveAside(string head, CancellationToken cancellationToken)
    {
        try
        {
            return (await index.Capture(head, cancellationToken), null);
        }
        catch (GroundwrightException fault) when (fault.Problem.Code == GitProblems.NestedGit || fault.Problem.Code == GitProblems.NewGitlink || fault.Problem.Code == GitProblems.Failed)
        {
            File.Delete(place.Link);
            var target = place.MoveAside(place.Tree);
            Directory.CreateDirectory(place.Tree);
            registration.Mend();
            File.Delete(place.Index);
            return (null, target);
        }
    }

    /// <inheritdoc/>
    public async Task<string> Commit(Snapshot snapshot, string parent, string message, DateTimeOffset date, CancellationToken cancellationToken)
    {
        if (await refs.Tree(parent, cancellationToken) == snapshot.Tree) return parent;
        var commit = await commits.Write(snapshot.Tree, [parent], message, date, identity, cancellationToken);
        if (!await refs.Move(BranchRef, commit, parent, ownedByRun: true, cancellationToken))
        {
            var now = await Head(cancellationToken);
            // Done before a crash, and somebody went on from it.
            if (!await commits.Contains(now, commit, cancellationToken)) throw Moved(parent, now);
        }
        await RefreshIndex(cancellationToken);
        return commit;
    }

    /// <inheritdoc/>
    public IDisposable WithoutGit() => new HiddenGit(registration);

    /// <inheritdoc/>
    public Stream? OpenRead(string path) => files.OpenRead(path);

    /// <inheritdoc/>
    public Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => files.Write(path, content, cancellationToken);

    /// <inheritdoc/>
    public void Delete(string path) => files.Delete(path);

    /// <summary>Makes the tree what the run's last snapshot says, when nothing was committed since.</summary>
    internal async Task TakeUpLastSnapshot(CancellationToken cancellationToken)
    {
        var all = await refs.Under(place.Refs, "%(tree) %(parent)", cancellationToken);
        var last = all.Where(entry => Number(entry.Name[place.Refs.Length..]) is not null).OrderByDescending(entry => Number(entry.Name[place.Refs.Length..])).FirstOrDefault();
        if (last.Field?.Split(' ') is not [var tree, var parent] || parent != await Head(cancellationToken)) return;
        await index.Write(tree, cancellationToken);
    }

    /// <summary>Takes over the index that git wrote when it made the tree.</summary>
    internal void Seed() => index.Seed(System.IO.Path.Combine(registration.Directory, "index"));

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // For the person who looks into the tree: without this `git status` would show the new commit backwards. Their own git may hold the index's lock just
    // now; then the view is stale until the next commit, and nothing is lost.
    private async Task RefreshIndex(CancellationToken cancellationToken)
    {
        var read = new GitCall("read-tree", "--reset", "HEAD") { GitDirectory = registration.Directory, Tree = place.Tree };
        if ((await git.Run(read, cancellationToken)).Succeeded)
            await git.Run(new("update-index", "-q", "--refresh") { GitDirectory = registration.Directory, Tree = place.Tree }, cancellationToken);
    }

    private GroundwrightException Moved(string parent, string now) => new(Problem.Of(GitProblems.BranchMoved,
        $"the branch {branch} stands at {Short(now)}, not at {Short(parent)} where the run left it", "Somebody committed to it meanwhile. Nothing was committed over that.",
        new Remedy($"git log {Short(parent)}..{branch}", "what came in"), new Remedy($"git update-ref refs/heads/{branch} {parent} {now}", "takes it back to where the run left it")));

    private static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
