using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>Removes worktrees without losing work, and what is remembered about runs.</summary>
internal sealed class WorktreeRemoval(GitProgram git, Refs refs, ObjectReader objects, string root, TimeProvider time)
{
    /// <summary>Removes the worktree unless it holds changes that are in no commit and no snapshot.</summary>
    public async Task<bool> Remove(string runId, bool force, CancellationToken cancellationToken)
    {
        var place = RunPlace.Of(root, git.GitDirectory, runId);
        var registration = Registration.Find(git.GitDirectory, place);
        var exists = new DirectoryInfo(place.Tree) is { Exists: true, LinkTarget: null };
        if (exists) registration?.Mend();
        if (exists && !force && !await IsKept(place, registration, cancellationToken)) return false;
        if (registration is not null)
            await git.Text(new("worktree", "remove", "--force", "--force", "--", place.Tree) { Tree = root }, cancellationToken);
        if (Directory.Exists(place.Tree)) Directory.Delete(place.Tree, recursive: exists);
        if (Directory.Exists(place.Private)) Directory.Delete(place.Private, recursive: true);
        return true;
    }

    /// <summary>Ids of the runs whose worktree is there or known to git.</summary>
    public async Task<IReadOnlyList<string>> Runs(CancellationToken cancellationToken)
    {
        var trees = Path.Combine(root, "trees");
        var known = CheckedOut.Parse(await git.Text(new("worktree", "list", "--porcelain", "-z"), cancellationToken));
        return [.. known.Where(one => Path.GetDirectoryName(one.Path) == trees).Select(one => Path.GetFileName(one.Path)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Deletes the snapshots and rescued edits of a run, and its lines in <c>info/exclude</c>.</summary>
    public async Task Forget(string runId, CancellationToken cancellationToken)
    {
        await refs.Delete($"refs/groundwright/{runId}/", cancellationToken);
        await new ExcludeFile(git.GitDirectory, time).Remove(runId, cancellationToken);
    }

    private async Task<bool> IsKept(RunPlace place, Registration? registration, CancellationToken cancellationToken)
    {
        if (registration is null) return !Directory.EnumerateFileSystemEntries(place.Tree).Any();
        var head = await git.Run(new("rev-parse", "--verify", "-q", "HEAD^{commit}") { GitDirectory = registration.Directory }, cancellationToken);
        if (!head.Succeeded || !await IsReachable(registration, head.StandardOutput.Trim(), cancellationToken)) return false;
        var kept = (await refs.Under(place.Refs, "%(tree)", cancellationToken)).Select(entry => entry.Field).Append(await refs.Tree(head.StandardOutput.Trim(), cancellationToken))
            .ToHashSet(StringComparer.Ordinal);
        try
        {
            if (!kept.Contains(await new TreeIndex(git, objects, place, registration.Directory).Capture(head.StandardOutput.Trim(), cancellationToken))) return false;
        }
        catch (GroundwrightException)
        {
            // What cannot be written down is in no snapshot.
            return false;
        }
        // Staged by a person and changed again since: that version is in the index alone.
        var staged = await git.Run(new("write-tree") { GitDirectory = registration.Directory, Tree = place.Tree }, cancellationToken);
        return staged.Succeeded && kept.Contains(staged.StandardOutput.Trim());
    }

    // Commits made on a detached HEAD are lost with the worktree.
    private async Task<bool> IsReachable(Registration registration, string head, CancellationToken cancellationToken) =>
        registration.Head() is not null
        || (await git.Text(new("for-each-ref", "--count=1", $"--contains={head}", "refs/heads", "refs/remotes", "refs/tags", "refs/groundwright"), cancellationToken)).Length > 0;
}
