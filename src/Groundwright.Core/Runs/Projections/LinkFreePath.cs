namespace Groundwright.Core.Runs.Projections;

/// <summary>Paths below a root that whoever writes the repository can plant links into. Links below the root are found, never followed; the root itself may be one.</summary>
internal static class LinkFreePath
{
    /// <summary>The path relative to the root with <c>/</c>, or null when it leaves the root or enters a git directory.</summary>
    public static string? Relative(string root, string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal)) return null;
        var full = Path.GetFullPath(path, root);
        var relative = Path.GetRelativePath(root, full).Replace('\\', '/');
        if (Path.IsPathRooted(relative)) return null;
        var parts = relative.Split('/');
        return parts.Any(part => part is ".." or "." || part.Equals(".git", StringComparison.OrdinalIgnoreCase)) ? null : relative;
    }

    /// <summary>The first part of the path that is a link, relative to the root; null when there is none. What does not exist is not a link.</summary>
    public static string? FirstLink(string root, string relative)
    {
        var at = "";
        foreach (var part in relative.Split('/'))
        {
            at = at.Length == 0 ? part : at + "/" + part;
            if (IsLink(Path.Combine(root, at))) return at;
        }
        return null;
    }

    private static bool IsLink(string path)
    {
        // FileInfo does not follow the last part; a dangling link does not "exist" but has attributes.
        var info = new FileInfo(path);
        return info.LinkTarget is not null || (info.Exists && info.Attributes.HasFlag(FileAttributes.ReparsePoint));
    }
}
