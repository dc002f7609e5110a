namespace Groundwright.Adapters.Git;

/// <summary>Where the worktree of a run lies, and what is kept about it where no agent sees it.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="Tree">The folder <c>trees/&lt;run-id&gt;</c>.</param>
/// <param name="Private">A folder under the git common directory.</param>
internal sealed record RunPlace(string RunId, string Tree, string Private)
{
    public static RunPlace Of(string root, string gitDirectory, string runId) =>
        new(runId, Path.Combine(root, "trees", runId), Path.Combine(gitDirectory, "groundwright", "worktrees", runId));

    /// <summary>Index of the snapshots. It exists once the worktree was made completely; a crash while it was made leaves none.</summary>
    public string Index => Path.Combine(Private, "snapshot.index");

    /// <summary>The link to the git directory inside the tree.</summary>
    public string Link => Path.Combine(Tree, ".git");

    public string SnapshotRef(long sequence) => $"refs/groundwright/{RunId}/{sequence}";

    public string Refs => $"refs/groundwright/{RunId}/";

    public string RescueRefs => $"refs/groundwright/{RunId}/rescue/";

    /// <summary>Renames something of the tree, or the tree, to <c>trees/&lt;run-id&gt;.rescued-&lt;n&gt;</c>: same file system, so nothing is copied.</summary>
    /// <returns>Where it is now.</returns>
    public string MoveAside(string path)
    {
        var n = 1;
        while (Path.Exists($"{Tree}.rescued-{n}")) n++;
        var target = $"{Tree}.rescued-{n}";
        if (File.GetAttributes(path).HasFlag(FileAttributes.Directory)) Directory.Move(path, target);
        else File.Move(path, target);
        return target;
    }
}
