using System.IO.Enumeration;

namespace Groundwright.Adapters.Git;

/// <summary>Looks for git directories below the root of a tree, following no links.</summary>
internal static class NestedGit
{
    /// <summary>Paths of everything that some file system takes for <c>.git</c>, other than the root's own link. With slashes, sorted.</summary>
    public static IReadOnlyList<string> Find(string tree)
    {
        var found = new FileSystemEnumerable<string>(tree, (ref entry) => entry.ToFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref entry) => MayBeGit(entry.FileName) && TreePath.IsGitName(entry.FileName.ToString()),
            // What lies in a git directory needs no naming, and a link is not part of the tree.
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !(MayBeGit(entry.FileName) && TreePath.IsGitName(entry.FileName.ToString())),
        };
        return [.. found.Select(path => Path.GetRelativePath(tree, path).Replace('\\', '/')).Where(path => path != ".git").Order(StringComparer.Ordinal)];
    }

    // Nearly every name is told apart by this, without making a string of it.
    private static bool MayBeGit(ReadOnlySpan<char> name) =>
        name.Length >= 4 && name.IndexOfAny('g', 'G') >= 0 && (name.IndexOf('.') >= 0 || name.IndexOf('~') >= 0);
}
