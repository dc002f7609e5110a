using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>The few calls of the C library that .NET has no faithful way to make.</summary>
internal static partial class Libc
{
    /// <summary>Conflicting lock; 11 on Linux, 35 on macOS and the BSDs.</summary>
    public static int WouldBlock => OperatingSystem.IsLinux() ? 11 : 35;

    private const int Interrupted = 4;
    private const int Unlock = 8;

    private static int CloseOnExec => OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0x100000;

    /// <summary>Opens a file or folder for reading. Unlike .NET's own open this takes no lock, and it opens folders. Children do not inherit it.</summary>
    public static SafeFileHandle Open(string path)
    {
        var descriptor = Retry(() => OpenCore(path, CloseOnExec));
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw LastError(path);
    }

    public static void Sync(SafeFileHandle handle)
    {
        if (Sync(handle, full: false) != 0) throw LastError(null);
    }

    /// <summary>macOS: asks the drive itself to empty its cache. File systems that cannot are synchronised as far as they can be.</summary>
    public static void SyncFully(SafeFileHandle handle)
    {
        if (Sync(handle, full: true) != 0 && Sync(handle, full: false) != 0) throw LastError(null);
    }

    /// <summary>Takes a lock on the open file without waiting. False: somebody else holds a conflicting one.</summary>
    public static bool Lock(SafeFileHandle handle, bool exclusive)
    {
        const int shared = 1, alone = 2, withoutWaiting = 4;
        if (Retry(() => LockCore(handle, (exclusive ? alone : shared) | withoutWaiting)) == 0) return true;
        return Marshal.GetLastPInvokeError() == WouldBlock ? false : throw LastError(null);
    }

    /// <summary>Gives a lock back even when a child between fork and exec still has a copy of the handle.</summary>
    public static void Release(SafeFileHandle handle) => Retry(() => LockCore(handle, Unlock));

    /// <summary>Whether a process of this id is there (one that belongs to somebody else counts).</summary>
    public static bool IsAlive(int processId)
    {
        const int noSuchProcess = 3;
        return KillCore(processId, 0) == 0 || Marshal.GetLastPInvokeError() != noSuchProcess;
    }

    private static int Sync(SafeFileHandle handle, bool full)
    {
        const int fullSync = 51;
        int result;
        do result = full ? ControlCore(handle, fullSync) : SyncCore(handle);
        while (result != 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result;
    }

    private static int Retry(Func<int> call)
    {
        int result;
        do result = call();
        while (result < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return result;
    }

    private static IOException LastError(string? path)
    {
        const int notThere = 2;
        var error = Marshal.GetLastPInvokeError();
        var text = Marshal.GetPInvokeErrorMessage(error);
        return error == notThere ? new FileNotFoundException(text, path) : new IOException(path is null ? text : $"{text} : '{path}'", error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenCore(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncCore(SafeFileHandle handle);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ControlCore(SafeFileHandle handle, int command);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LockCore(SafeFileHandle handle, int operation);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int KillCore(int processId, int signal);
}
