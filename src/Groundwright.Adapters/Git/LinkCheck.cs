using System.IO.Enumeration;

namespace Groundwright.Adapters.Git;

/// <summary>Finds the symbolic links of a folder that lead out of it, going their way part by part as the system would: `a/../..` leads elsewhere when `a` is a link.</summary>
internal sealed class LinkCheck(string directory)
{
    // As many as Linux follows before it gives up; a longer way leads nowhere.
    private const int MaxLinks = 40;

    /// <summary>Paths of the links, with slashes, sorted.</summary>
    public IReadOnlyList<string> Outside()
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false };
        var links = new FileSystemEnumerable<string>(directory, (ref entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
            // Left alone, .NET goes through links to folders, and a link to its own parent is a way without end.
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        return [.. links.Select(path => Path.GetRelativePath(directory, path).Replace('\\', '/')).Where(LeadsOut).Order(StringComparer.Ordinal)];
    }

    private bool LeadsOut(string path)
    {
        var done = new List<string>();
        var left = new Stack<string>(path.Split('/').Reverse());
        for (var links = 0; left.TryPop(out var part);)
        {
            if (part is "" or ".") continue;
            if (part == "..")
            {
                if (done.Count == 0) return true;
                done.RemoveAt(done.Count - 1);
                continue;
            }
            done.Add(part);
            if (new FileInfo(Path.Combine([directory, .. done])).LinkTarget is not { } target) continue;
            if (Path.IsPathRooted(target)) return true;
            if (++links > MaxLinks) return false;
            done.RemoveAt(done.Count - 1);
            foreach (var next in target.Replace('\\', '/').Split('/').Reverse()) left.Push(next);
        }
        return false;
    }
}
