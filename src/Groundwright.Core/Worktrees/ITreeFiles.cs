namespace Groundwright.Core.Worktrees;

/// <summary>
/// Files of a tree that others wrote: no link in any part of a path is followed. For use while nobody else works in the tree (rule U2).
/// Each member throws <see cref="Problems.GroundwrightException"/> (GW1215) for a path that leads through a link or out of the tree.
/// </summary>
public interface ITreeFiles
{
    /// <summary>Opens a file for reading. Null when it is absent or not a regular file.</summary>
    Stream? OpenRead(string path);

    /// <summary>Writes a file whole; a reader never sees half of it.</summary>
    Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Deletes a file; absent is success.</summary>
    void Delete(string path);
}

/// <summary>Text in files of a tree.</summary>
public static class TreeText
{
    /// <summary>Writes text as UTF-8, see <see cref="ITreeFiles.Write"/>.</summary>
    public static Task Write(this ITreeFiles files, string path, string content, CancellationToken cancellationToken) =>
        files.Write(path, System.Text.Encoding.UTF8.GetBytes(content), cancellationToken);
}
