using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>Small records that survive a power cut once written.</summary>
internal static class DurableFile
{
    /// <summary>Puts content under a name, whole or not at all, and waits until it is on the disk.</summary>
    public static void Replace(string file, ReadOnlySpan<byte> content) => PrivateFiles.Replace(file, content, durable: true);

    /// <summary>Waits until what was written to an open file is on the disk.</summary>
    public static void Flush(FileStream file)
    {
        file.Flush();
        Disk.Sync(file.SafeFileHandle);
    }
}
