namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>Tells what the disk refuses from what is wrong with the program.</summary>
internal static class DiskFault
{
    private const int NoSpace = 28;

    private static readonly int[] Full = [NoSpace, OperatingSystem.IsLinux() ? 122 : 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    // EIO, ENFILE, EMFILE, EROFS; ERROR_TOO_MANY_OPEN_FILES, ERROR_WRITE_PROTECT, ERROR_CRC, ERROR_IO_DEVICE.
    private static readonly int[] Broken = [5, 23, 24, 30, unchecked((int)0x80070004), unchecked((int)0x80070013), unchecked((int)0x80070017), unchecked((int)0x8007045D)];

    // EWOULDBLOCK; ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    private static readonly int[] Conflict = [Libc.WouldBlock, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether this came from the file system.</summary>
    public static bool Is(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Whether the disk, or the user's share of it, is full.</summary>
    public static bool IsFull(Exception fault) => fault is IOException && Full.Contains(fault.HResult);

    /// <summary>Whether the system refuses to go on whatever is asked of it: a full or failing disk, no more open files. It says nothing about the work.</summary>
    public static bool Stops(Exception fault) => IsFull(fault) || (fault is IOException && Broken.Contains(fault.HResult));

    /// <summary>Whether somebody else holds the file.</summary>
    public static bool IsHeld(IOException fault) => Conflict.Contains(fault.HResult);
}
