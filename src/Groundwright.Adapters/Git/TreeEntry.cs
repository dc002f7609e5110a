namespace Groundwright.Adapters.Git;

/// <summary>A file, link or submodule entry of a tree.</summary>
internal sealed record TreeEntry(string Mode, string Id, string Path)
{
    public bool IsFile => Mode is "100644" or "100755";

    public bool IsGitlink => Mode == "160000";

    /// <summary>Reads what <c>git ls-tree -r -z</c> prints: <c>mode SP type SP id TAB path NUL</c>. Paths are as they are, tabs and line feeds included.</summary>
    public static IReadOnlyList<TreeEntry> Parse(string text)
    {
        var entries = new List<TreeEntry>();
        foreach (var record in text.Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var tab = record.IndexOf('\t', StringComparison.Ordinal);
            var head = tab < 0 ? [] : record[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (head.Length != 3) throw new FormatException($"not a tree entry: {record}");
            entries.Add(new(head[0], head[2], record[(tab + 1)..]));
        }
        return entries;
    }
}
