using Microsoft.Win32.SafeHandles;

namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>Waits until bytes and names are on the disk. A failure is an <see cref="IOException"/> with the system's words.</summary>
/// <remarks>Calls the system directly: <c>FileStream.Flush(true)</c> and <c>RandomAccess.FlushToDisk</c> do not report a failed fsync (.NET 10).</remarks>
internal static class Disk
{
    /// <summary>The file's content survives a power cut when this returns.</summary>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) Kernel32.Flush(file);
        else if (OperatingSystem.IsMacOS()) Libc.SyncFully(file);
        else Libc.Sync(file);
    }

    /// <summary>Names made, renamed and removed in a folder survive a power cut when this returns.</summary>
    public static void SyncFolder(string folder)
    {
        // NTFS keeps names in its own journal, and Windows has no call for this.
        if (OperatingSystem.IsWindows()) return;
        using var handle = Libc.Open(folder);
        Libc.Sync(handle);
    }
}
