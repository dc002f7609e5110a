using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>Makes, takes up and removes the worktrees of runs.</summary>
internal sealed class Worktrees(GitProgram git, Refs refs, Commits commits, ObjectReader objects, Identity identity, string root, string? remote, TimeProvider time)
{
    private readonly ExcludeFile exclude = new(git.GitDirectory, time);

    public async Task<GitWorktree> Open(string runId, string branch, string start, CancellationToken cancellationToken)
    {
        var place = RunPlace.Of(root, git.GitDirectory, runId);
        await CheckBranchName(branch, cancellationToken);
        await exclude.Add(runId, cancellationToken);
        MakeTreesFolder();
        if (await TakeUp(place, branch, start, cancellationToken) is { } valid) return valid;
        var made = await Make(place, branch, start, cancellationToken);
        await made.TakeUpLastSnapshot(cancellationToken);
        return made;
    }

    /// <summary>The worktree when folder, registration and branch agree and it was made completely. Else it is cleared away, its edits kept, and null returned.</summary>
    private async Task<GitWorktree?> TakeUp(RunPlace place, string branch, string start, CancellationToken cancellationToken)
    {
        var registration = Registration.Find(git.GitDirectory, place);
        if (IsRealFolder(place.Tree))
        {
            if (registration is not null)
            {
                registration.Mend();
                var onBranch = registration.Head() == $"refs/heads/{branch}" && await refs.Commit($"refs/heads/{branch}", cancellationToken) is not null;
                if (onBranch && File.Exists(place.Index)) return Worktree(place, registration, branch);
            }
            await KeepEdits(place, registration, branch, start, cancellationToken);
        }
        else if (Path.Exists(place.Tree) || new FileInfo(place.Tree).LinkTarget is not null) place.MoveAside(place.Tree);
        await Clear(place, registration, cancellationToken);
        return null;
    }

    private async Task KeepEdits(RunPlace place, Registration? registration, string branch, string start, CancellationToken cancellationToken)
    {
        if (!Directory.EnumerateFileSystemEntries(place.Tree).Any(entry => Path.GetFileName(entry) != ".git")) return;
        if (registration is null && Directory.Exists(place.Link))
        {
            // Somebody's own clone: its history is in no ref of ours.
            place.MoveAside(place.Tree);
            return;
        }
        var gitDirectory = registration?.Directory ?? git.GitDirectory;
        var head = await HeadOf(registration, cancellationToken) ?? await refs.Commit($"refs/heads/{branch}", cancellationToken) ?? start;
        // A stray `.git` at the root of a folder git does not know is no link of ours.
        if (registration is null && File.Exists(place.Link)) File.Delete(place.Link);
        try
        {
            var tree = await new TreeIndex(git, objects, place, gitDirectory).Capture(head, cancellationToken);
            if (tree != await refs.Tree(head, cancellationToken)) await new Rescue(refs, commits, place, time).Keep(tree, head, cancellationToken);
            else if (registration?.Head() is null) await new Rescue(refs, commits, place, time).Keep(tree, head, cancellationToken);
        }
        catch (GroundwrightException)
        {
            if (File.Exists(place.Link)) File.Delete(place.Link);
            place.MoveAside(place.Tree);
        }
    }

    private async Task<string?> HeadOf(Registration? registration, CancellationToken cancellationToken)
    {
        if (registration is null) return null;
        var result = await git.Run(new("rev-parse", "--verify", "-q", "HEAD^{commit}") { GitDirectory = registration.Directory }, cancellationToken);
        return result.Succeeded ? result.StandardOutput.Trim() : null;
    }

    private async Task Clear(RunPlace place, Registration? registration, CancellationToken cancellationToken)
    {
        if (registration is not null)
        {
            // Once to remove what is dirty, twice to remove what is locked: both were looked at before.
            await git.Text(new("worktree", "remove", "--force", "--force", "--", place.Tree) { Tree = root }, cancellationToken);
        }
        if (Directory.Exists(place.Tree)) Directory.Delete(place.Tree, recursive: true);
        if (Directory.Exists(place.Private)) Directory.Delete(place.Private, recursive: true);
    }

    private async Task<GitWorktree> Make(RunPlace place, string branch, string start, CancellationToken cancellationToken)
    {
        var name = $"refs/heads/{branch}";
        await RefuseBranchInUse(name, branch, cancellationToken);
        if (await refs.Commit(name, cancellationToken) is null)
        {
            // Pushed from another machine: the run goes on from there.
            var from = remote is null ? null : await refs.Commit($"refs/remotes/{remote}/{branch}", cancellationToken);
            if (await refs.Commit(from ?? start, cancellationToken) is not { } commit)
                throw new GroundwrightException(Problem.Of(GitProblems.NoSuchCommit, $"there is no commit `{start}` in this repository to start {branch} from"));
            await refs.Move(name, commit, "", ownedByRun: true, cancellationToken);
        }
        await git.Text(new("worktree", "add", "--quiet", "--", place.Tree, branch) { Tree = root }, cancellationToken);
        var registration = Registration.Find(git.GitDirectory, place)
            ?? throw new InvalidOperationException($"git made {place.Tree} and does not know it");
        var made = Worktree(place, registration, branch);
        made.Seed();
        return made;
    }

    private GitWorktree Worktree(RunPlace place, Registration registration, string branch) =>
        new(git, refs, commits, objects, identity, place, registration, branch, time);

    private async Task RefuseBranchInUse(string name, string branch, CancellationToken cancellationToken)
    {
        var all = CheckedOut.Parse(await git.Text(new("worktree", "list", "--porcelain", "-z"), cancellationToken));
        if (all.FirstOrDefault(other => other.BranchRef == name) is not { } taken) return;
        var remedy = Directory.Exists(taken.Path)
            ? new Remedy($"git -C {taken.Path} switch --detach", "lets the branch go, changing no file")
            : new Remedy("git worktree prune", "forgets checkouts whose folder is gone");
        throw new GroundwrightException(Problem.Of(GitProblems.BranchInUse, $"the branch {branch} is checked out in {taken.Path}",
            "Git lets a branch be checked out in one place only, and the run needs it in its own worktree.", remedy));
    }

    private async Task CheckBranchName(string branch, CancellationToken cancellationToken)
    {
        var result = await git.Run(new("check-ref-format", $"refs/heads/{branch}"), cancellationToken);
        if (result.Succeeded && !branch.StartsWith('-') && branch != "HEAD") return;
        throw new GroundwrightException(Problem.Of(GitProblems.BadBranchName, $"`{branch}` is not a name git takes for a branch", null,
            new Remedy("git help check-ref-format", "tells the rules")));
    }

    // A link committed under this name would put worktrees wherever it leads.
    private void MakeTreesFolder()
    {
        var folder = Path.Combine(root, "trees");
        if (IsRealFolder(folder)) return;
        if (Path.Exists(folder) || new FileInfo(folder).LinkTarget is not null)
            throw new GroundwrightException(Problem.Of(GitProblems.FolderInTheWay, $"{folder} is not a folder", "Worktrees of runs are made there.",
                new Remedy($"mv {folder} {folder}.old", "makes room")));
        Directory.CreateDirectory(folder);
    }

    private static bool IsRealFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };
}
