using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>Writes a tree into an empty folder, for tools: no git directory, no filter, and no link that leads out of it.</summary>
internal sealed class CleanCheckout(GitProgram git, Refs refs)
{
    public async Task Write(string treeish, string directory, CancellationToken cancellationToken)
    {
        var tree = await refs.Tree(treeish, cancellationToken);
        Directory.CreateDirectory(directory);
        if (Directory.EnumerateFileSystemEntries(directory).Any())
            throw new GroundwrightException(Problem.Of(GitProblems.FolderInTheWay, $"{directory} is not empty", "A checkout for tools holds the files of one commit and nothing else."));
        var state = Directory.CreateTempSubdirectory("gw-index-");
        try
        {
            var index = Path.Combine(state.FullName, "index");
            await git.Text(new("read-tree", tree) { Index = index }, cancellationToken);
            await git.Text(new("checkout-index", "--all", "--force", "--quiet") { Index = index, Tree = directory }, cancellationToken);
        }
        finally
        {
            state.Delete(recursive: true);
        }
        RefuseLinksOutside(treeish, directory);
    }

    private static void RefuseLinksOutside(string treeish, string directory)
    {
        var outside = new LinkCheck(directory).Outside();
        if (outside.Count == 0) return;
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder) folder.Delete(recursive: true);
            else entry.Delete();
        }
        throw new GroundwrightException(Problem.Of(GitProblems.LinkOutside, $"links in {treeish} point outside it: {string.Join(", ", outside.Take(10))}",
            "A tool that follows them would read or write files of this machine. Nothing was checked out.", new Remedy($"git rm {outside[0]}", "removes the first of them")));
    }
}
