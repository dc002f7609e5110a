namespace Groundwright.Adapters.Sandbox;

/// <summary>A fresh, empty home that is gone afterwards, so that nothing is carried from one run into another.</summary>
internal sealed class FreshHome : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("groundwright-home-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Unlock();
        }
    }

    /// <summary>Tools such as module caches write read-only folders, which cannot be emptied until they are made writable.</summary>
    private void Unlock()
    {
        try
        {
            var all = new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true };
            var folders = new Queue<string>([Path]);
            while (folders.TryDequeue(out var folder))
            {
                if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                foreach (var child in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", all))
                {
                    if (child.LinkTarget is not null) continue;
                    if (child is DirectoryInfo) folders.Enqueue(child.FullName);
                    else if (OperatingSystem.IsWindows()) child.Attributes = FileAttributes.Normal;
                }
            }
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A file that is still open on Windows: the system empties its temporary folder.
        }
    }
}
