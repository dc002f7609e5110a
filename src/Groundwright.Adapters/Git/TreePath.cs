using System.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git;

/// <summary>Paths inside a tree: relative, with slashes, never leaving it and never naming a git directory.</summary>
internal static class TreePath
{
    /// <summary>Refuses a path that is not one.</summary>
    public static void Check(string path)
    {
        var parts = path.Split('/');
        var reason = path switch
        {
            "" => "it is empty",
            _ when path.Contains('\0', StringComparison.Ordinal) => "it holds a NUL",
            _ when Path.IsPathRooted(path) => "it is absolute",
            _ when OperatingSystem.IsWindows() && path.AsSpan().IndexOfAny('\\', ':') >= 0 => "it holds a backslash or colon",
            _ when parts.Any(part => part is "" or "." or "..") => "it has an empty, `.` or `..` part",
            _ when parts.Any(IsGitName) => "it names a git directory",
            _ => null,
        };
        if (reason is not null) throw Unsafe(path, reason);
    }

    /// <summary>The problem for a path that must not be followed.</summary>
    public static GroundwrightException Unsafe(string path, string reason) =>
        new(Problem.Of(GitProblems.UnsafePath, $"`{path}` is refused: {reason}", "Only plain files inside the tree are read and written; links could lead outside it."));

    /// <summary>
    /// Whether some file system that a tree may meet takes this name for <c>.git</c>: any case, trailing dots and spaces and streams (NTFS), its short name,
    /// and characters HFS+ ignores.
    /// </summary>
    public static bool IsGitName(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name)
            if (!IsIgnoredByHfs(c)) plain.Append(c);
        var end = plain.ToString();
        if (end.IndexOf(':', StringComparison.Ordinal) is var stream and > 0) end = end[..stream];
        end = end.TrimEnd('.', ' ');
        return end.Equals(".git", StringComparison.OrdinalIgnoreCase) || end.Equals("git~1", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsIgnoredByHfs(char c) =>
        c is (>= '\u200c' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u206a' and <= '\u206f') or '\ufeff';
}
