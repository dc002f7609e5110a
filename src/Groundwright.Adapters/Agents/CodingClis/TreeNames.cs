namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Names files as people know them.</summary>
internal static class TreeNames
{
    /// <summary>A path relative to the tree with forward slashes when it is inside, else as it is. For showing only: the path comes from a program.</summary>
    public static string Of(string tree, string path)
    {
        var root = tree.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return Wording.Line(path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..].Replace('\\', '/') : path);
    }
}
