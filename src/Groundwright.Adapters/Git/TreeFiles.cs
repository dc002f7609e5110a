using Groundwright.Core.Problems;
using Groundwright.Core.Worktrees;

namespace Groundwright.Adapters.Git;

/// <summary>
/// Opens files of a tree, following no link in any part of the path. Every part is looked at before the file is opened: somebody who swaps a folder for a
/// link in between is not held off by this, which is why it is used only once the processes of the agent are gone (rule U2).
/// </summary>
internal sealed class TreeFiles(string tree) : ITreeFiles
{
    public Stream? OpenRead(string path)
    {
        var file = Walk(path);
        if (file is null) return null;
        return Kind(file) switch
        {
            FileKind.Regular => PlainFile.OpenRead(file),
            FileKind.Link => throw TreePath.Unsafe(path, "it is a link"),
            _ => null,
        };
    }

    /// <summary>Into a new file, renamed over the old: a rename replaces a link and never follows one, and a reader never sees half a file.</summary>
    public async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var file = Walk(path, makeFolders: true) ?? throw TreePath.Unsafe(path, "a part of it is a link");
        var kind = Kind(file);
        if (kind is not (FileKind.Absent or FileKind.Regular)) throw TreePath.Unsafe(path, "it is a link or a folder");
        var next = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            await using (var stream = new FileStream(next, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                await stream.WriteAsync(content, cancellationToken);
            if (kind == FileKind.Regular && !OperatingSystem.IsWindows()) File.SetUnixFileMode(next, File.GetUnixFileMode(file));
            File.Move(next, file, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }

    public void Delete(string path)
    {
        var file = Walk(path);
        if (file is null || Kind(file) == FileKind.Absent) return;
        if (Kind(file) == FileKind.Folder) throw TreePath.Unsafe(path, "it is a folder");
        File.Delete(file);
    }

    /// <summary>The full path when every folder on the way is a real one; null when one is missing.</summary>
    /// <exception cref="GroundwrightException">A part of the way is a link (GW1215).</exception>
    private string? Walk(string path, bool makeFolders = false)
    {
        TreePath.Check(path);
        if (Kind(tree) != FileKind.Folder) throw TreePath.Unsafe(path, "the tree itself is not a folder");
        var current = tree;
        var parts = path.Split('/');
        foreach (var part in parts[..^1])
        {
            current = Path.Combine(current, part);
            var kind = Kind(current);
            if (kind == FileKind.Absent && !makeFolders) return null;
            if (kind == FileKind.Absent) Directory.CreateDirectory(current);
            else if (kind == FileKind.Link) throw TreePath.Unsafe(path, $"`{part}` is a link");
            else if (kind != FileKind.Folder && makeFolders) throw TreePath.Unsafe(path, $"`{part}` is not a folder");
            else if (kind != FileKind.Folder) return null;
        }
        return Path.Combine(current, parts[^1]);
    }

    private enum FileKind
    {
        Absent,
        Regular,
        Folder,
        Link,
    }

    private static FileKind Kind(string path)
    {
        var info = new FileInfo(path);
        // -1 is "nothing there"; everything else is about the entry itself, not about where a link leads.
        if ((int)info.Attributes == -1) return FileKind.Absent;
        if (info.Attributes.HasFlag(FileAttributes.ReparsePoint) || info.LinkTarget is not null) return FileKind.Link;
        if (info.Attributes.HasFlag(FileAttributes.Directory)) return FileKind.Folder;
        return FileKind.Regular;
    }
}
