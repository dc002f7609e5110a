namespace Groundwright.Adapters.Git;

/// <summary>What git keeps about a linked worktree: a folder under <c>worktrees/</c> of the common directory, and the link file in the tree.</summary>
/// <param name="Directory">Git directory of the worktree.</param>
/// <param name="Place">The run it belongs to.</param>
internal sealed record Registration(string Directory, RunPlace Place)
{
    private const string LockReason = "groundwright: an agent is at work here\n";

    /// <summary>Finds it by the path git wrote down; null when git does not know the folder.</summary>
    public static Registration? Find(string gitDirectory, RunPlace place)
    {
        var all = Path.Combine(gitDirectory, "worktrees");
        if (!System.IO.Directory.Exists(all)) return null;
        foreach (var folder in System.IO.Directory.EnumerateDirectories(all))
        {
            var file = Path.Combine(folder, "gitdir");
            if (!File.Exists(file)) continue;
            var link = Path.GetFullPath(File.ReadAllText(file).Trim(), folder);
            if (link == place.Link) return new(folder, place);
            if (!WasMoved(link, place)) continue;
            File.WriteAllText(file, place.Link + "\n");
            return new(folder, place);
        }
        return null;
    }

    // The whole repository was moved: git still has the old path, under which nothing is any more.
    private static bool WasMoved(string link, RunPlace place) =>
        link.EndsWith(Path.Combine("trees", place.RunId, ".git"), StringComparison.Ordinal) && !Path.Exists(link) && System.IO.Directory.Exists(place.Tree);

    /// <summary>Full name of the ref it is on; null when HEAD is detached or unreadable.</summary>
    public string? Head()
    {
        var head = Path.Combine(Directory, "HEAD");
        return File.Exists(head) && File.ReadAllText(head).Trim() is var text && text.StartsWith("ref: ", StringComparison.Ordinal) ? text[5..] : null;
    }

    /// <summary>Puts the link file in its place. Whatever an agent put there instead is moved aside.</summary>
    public void Mend()
    {
        if (!IsLinked())
        {
            if (Path.Exists(Place.Link) || new FileInfo(Place.Link).LinkTarget is not null) Place.MoveAside(Place.Link);
            File.WriteAllText(Place.Link, $"gitdir: {Directory}\n");
        }
        var locked = Path.Combine(Directory, "locked");
        if (File.Exists(locked) && File.ReadAllText(locked) == LockReason) File.Delete(locked);
    }

    /// <summary>Takes the link file away; the worktree is locked meanwhile, or `git worktree prune` would take it for deleted.</summary>
    public void Hide()
    {
        var locked = Path.Combine(Directory, "locked");
        if (!File.Exists(locked)) File.WriteAllText(locked, LockReason);
        File.Delete(Place.Link);
    }

    private bool IsLinked()
    {
        var link = new FileInfo(Place.Link);
        if (!link.Exists || link.LinkTarget is not null || link.Length > 8192 || link.Attributes.HasFlag(FileAttributes.Directory)) return false;
        var text = File.ReadAllText(Place.Link);
        return text.StartsWith("gitdir: ", StringComparison.Ordinal) && Path.GetFullPath(text["gitdir: ".Length..].Trim(), Place.Tree) == Directory;
    }
}

/// <summary>The tree is without a git directory until this is disposed.</summary>
internal sealed class HiddenGit : IDisposable
{
    private readonly Registration registration;

    public HiddenGit(Registration registration)
    {
        this.registration = registration;
        registration.Hide();
    }

    public void Dispose() => registration.Mend();
}
