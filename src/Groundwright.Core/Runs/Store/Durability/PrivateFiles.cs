namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>Files and folders that only the user may read: journals hold request texts and results.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder with those above it, durably.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        var parent = Path.GetDirectoryName(folder)!;
        CreateFolder(parent);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, FolderMode);
        Disk.SyncFolder(parent);
    }

    /// <summary>Opens for writing, unbuffered; others may read, rename and delete meanwhile.</summary>
    public static FileStream OpenForWriting(string file, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open) options.UnixCreateMode = FileMode600;
        return new FileStream(file, options);
    }

    /// <summary>Opens for reading what another process may be writing, renaming or deleting.</summary>
    public static FileStream OpenForReading(string file) =>
        new(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });

    /// <summary>Puts content under a name so that a reader sees all of it or nothing. Survives a power cut only when <paramref name="durable"/>.</summary>
    public static void Replace(string file, ReadOnlySpan<byte> content, bool durable)
    {
        var folder = Path.GetDirectoryName(file)!;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}");
        try
        {
            using (var stream = OpenForWriting(temporary, FileMode.CreateNew))
            {
                stream.Write(content);
                if (durable) Disk.Sync(stream.SafeFileHandle);
            }
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            File.Delete(temporary);
            throw;
        }
        if (durable) Disk.SyncFolder(folder);
    }
}
