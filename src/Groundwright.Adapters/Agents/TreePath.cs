using Groundwright.Core.Agents;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Agents;

/// <summary>A path inside a tree, joined safely: it never leaves the tree, never enters a git directory, never goes through a link.</summary>
internal sealed class TreePath
{
    private readonly string root;
    private readonly string[] parts;

    private TreePath(string root, string[] parts)
    {
        this.root = root;
        this.parts = parts;
    }

    /// <summary>Relative, with forward slashes.</summary>
    internal string Relative => string.Join('/', parts);

    /// <summary>Absolute.</summary>
    internal string Full => Path.Combine([root, .. parts]);

    /// <exception cref="GroundwrightException">The path would leave the tree, enter a git directory or go through a link (GW1517).</exception>
    internal static TreePath In(string root, string path)
    {
        var parts = path.Split('/');
        if (path.Length == 0 || path.Any(char.IsControl) || path.Contains('\\', StringComparison.Ordinal) || path.Contains(':', StringComparison.Ordinal))
            throw Refused(path, "It is not a plain relative path with forward slashes.");
        if (parts.Any(part => part is "" or "." or "..")) throw Refused(path, "It would leave the worktree, or is not written plainly.");
        // Trailing dots and blanks are dropped by Windows, so `.git.` is `.git` there.
        if (parts.Any(part => part.TrimEnd('.', ' ').Equals(".git", StringComparison.OrdinalIgnoreCase)))
            throw Refused(path, "It would write into a git directory.");
        var result = new TreePath(root, parts);
        result.RefuseLinks();
        return result;
    }

    /// <summary>Writes the file by a rename, so that it is there whole or not at all and a link that appears meanwhile is replaced, not followed.</summary>
    internal void Write(ReadOnlySpan<byte> content, bool executable)
    {
        var folder = Path.GetDirectoryName(Full)!;
        Directory.CreateDirectory(folder);
        RefuseLinks();
        if (Directory.Exists(Full)) throw Refused(Relative, "A folder is in its place.");
        var temporary = Path.Combine(folder, $".groundwright-{Path.GetRandomFileName()}");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write)) stream.Write(content);
            if (executable && !OperatingSystem.IsWindows()) File.SetUnixFileMode(temporary, File.GetUnixFileMode(temporary) | Executable);
            File.Move(temporary, Full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Deletes the file; absent is success.</summary>
    internal void Delete()
    {
        RefuseLinks();
        if (Directory.Exists(Full)) throw Refused(Relative, "It is a folder, not a file.");
        if (File.Exists(Full)) File.Delete(Full);
    }

    // Windows tells links to files from links to folders.
    internal static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null || new DirectoryInfo(path).LinkTarget is not null;

    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private void RefuseLinks()
    {
        var at = root;
        foreach (var part in parts)
        {
            at = Path.Combine(at, part);
            if (IsLink(at)) throw Refused(Relative, $"`{Path.GetRelativePath(root, at)}` is a link.");
        }
    }

    private static GroundwrightException Refused(string path, string why) => new(Problem.Of(
        AgentProblems.PathRefused,
        $"`{Printable(path)}` is not a file that may be written here",
        why + " Nothing outside was touched.",
        new Remedy("git status", "look for links and folders in its place")));

    private static string Printable(string path) => new([.. path.Select(c => char.IsControl(c) ? '?' : c)]);
}
