using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>
/// Writes down a working tree through an index of our own, kept between snapshots so that unchanged files are not read again. The worktree's own index and
/// branch are left alone.
/// </summary>
internal sealed class TreeIndex(GitProgram git, ObjectReader objects, RunPlace place, string gitDirectory)
{
    /// <summary>The tree of everything that is not ignored, as it lies there now.</summary>
    /// <param name="head">What counts as tracked, and whose submodule entries are allowed.</param>
    /// <param name="cancellationToken">Stops; nothing is moved.</param>
    public async Task<string> Capture(string head, CancellationToken cancellationToken)
    {
        await RefuseNestedGit(cancellationToken);
        Directory.CreateDirectory(place.Private);
        // The run has one owner, so a lock file is what a killed git left.
        File.Delete(place.Index + ".lock");
        var start = Call("read-tree", "--reset", head);
        if (!(await git.Run(start, cancellationToken)).Succeeded)
        {
            // Damaged, as a power cut may leave it. It is only a memory of what was read before.
            File.Delete(place.Index);
            await git.Text(start, cancellationToken);
        }
        await git.Text(Call("add", "--all"), cancellationToken);
        var tree = await git.Line(Call("write-tree"), cancellationToken);
        var links = await objects.NewGitlinks(head, tree, cancellationToken);
        if (links.Count == 0) return tree;
        throw new GroundwrightException(Problem.Of(GitProblems.NewGitlink, $"the tree of run {place.RunId} has a new submodule entry: {List(links)}",
            "A submodule brings in code that nobody reviewed. Add submodules yourself, on the default branch.", new Remedy($"rm -rf {Full(links[0])}", "removes it")));
    }

    /// <summary>Makes the tree on disk equal to a tree of the object store, beginning from what <see cref="Capture"/> saw last.</summary>
    public Task Write(string tree, CancellationToken cancellationToken)
    {
        File.Delete(place.Index + ".lock");
        return git.Text(Call("read-tree", "--reset", "-u", tree), cancellationToken);
    }

    /// <summary>Takes over an index that git just wrote, so that the first snapshot need not read every file.</summary>
    public void Seed(string index)
    {
        Directory.CreateDirectory(place.Private);
        var next = place.Index + ".new";
        File.Copy(index, next, overwrite: true);
        // Git compares times of files with that of the index to find files changed in the same instant; a younger copy would hide those.
        File.SetLastWriteTimeUtc(next, File.GetLastWriteTimeUtc(index));
        File.Move(next, place.Index, overwrite: true);
    }

    private GitCall Call(params string[] arguments) => new(arguments) { GitDirectory = gitDirectory, Tree = place.Tree, Index = place.Index };

    // Ignored ones are let be (terraform and npm clone modules into ignored folders): nothing of ours goes there, and they enter no commit.
    private async Task RefuseNestedGit(CancellationToken cancellationToken)
    {
        var found = FindNested();
        if (found.Count > 0) found = await NotIgnored(found, cancellationToken);
        if (found.Count == 0) return;
        throw new GroundwrightException(Problem.Of(GitProblems.NestedGit, $"the tree of run {place.RunId} holds a git directory: {List(found)}",
            "Its settings could run programs, and its files would be in no commit.", new Remedy($"rm -rf {Full(found[0])}", "removes it, keeping the files beside it")));
    }

    private IReadOnlyList<string> FindNested()
    {
        try
        {
            return NestedGit.Find(place.Tree);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new GroundwrightException(Problem.Of(GitProblems.UnsafePath, $"a folder of run {place.RunId} cannot be read", fault.Message,
                new Remedy($"chmod -R u+rwX {place.Tree}", "makes it readable")), fault);
        }
    }

    private async Task<IReadOnlyList<string>> NotIgnored(IReadOnlyList<string> found, CancellationToken cancellationToken)
    {
        // Of a git directory the folder it stands in is asked for: git says nothing about `.git` itself. One that stands at the root is never ignored.
        // This command refuses literal pathspecs; behind `./` a name is taken as it is all the same.
        var folders = found.Select(path => path.LastIndexOf('/') is var cut and >= 0 ? $"./{path[..cut]}" : "").ToList();
        var call = Call("check-ignore", "--no-index", "-z", "--stdin") with
        {
            Input = string.Concat(folders.Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal).Select(folder => folder + "\0")),
            Variables = new Dictionary<string, string> { ["GIT_LITERAL_PATHSPECS"] = "0" },
        };
        var result = await git.Run(call, cancellationToken);
        if (result.ExitCode is not (0 or 1)) throw git.Failure(call, result);
        var ignored = result.StandardOutput.Split('\0').ToHashSet(StringComparer.Ordinal);
        return [.. found.Where((_, i) => !ignored.Contains(folders[i]))];
    }

    private string Full(string path) => Path.Combine(place.Tree, path);

    private static string List(IReadOnlyList<string> paths) => string.Join(", ", paths.Take(10)) + (paths.Count > 10 ? $" and {paths.Count - 10} more" : "");
}
