namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>Tells what the disk refuses from what is wrong with the program.</summary>
internal static class DiskFault
{
    private const int NoSpace = 28;

    private static readonly int[] Full = [NoSpace, OperatingSystem.IsLinux() ? 122 : 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether this came from the file system.</summary>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Whether the disk, or the user's share of it, is full.</summary>
    public static bool IsFull(Exception fault) => fault is IOException && Full.Contains(fault.HResult);
}
