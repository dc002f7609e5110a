using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Groundwright.Adapters.Git;

/// <summary>Opens a file for reading when its last part is a regular file at that very moment: not a link, and not a pipe that would wait for a writer.</summary>
internal static class PlainFile
{
    private const int LinuxNonBlocking = 0x800;
    private const int MacNonBlocking = 0x4;
    private const int MacNoFollow = 0x100;
    private const int MacCloseOnExec = 0x1000000;
    private const int LinuxCloseOnExec = 0x80000;

    // Linux numbers this one by processor.
    private static int LinuxNoFollow => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>Null when it is absent or not a regular file.</summary>
    public static FileStream? OpenRead(string path)
    {
        if (OperatingSystem.IsWindows()) return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var flags = OperatingSystem.IsMacOS() ? MacNonBlocking | MacNoFollow | MacCloseOnExec : LinuxNonBlocking | LinuxNoFollow | LinuxCloseOnExec;
#pragma warning disable CA2000 // The stream owns the handle, and an invalid one holds nothing.
        var handle = Open(path, flags);
        if (handle.IsInvalid) return null;
        var stream = new FileStream(handle, FileAccess.Read);
#pragma warning restore CA2000
        if (stream.CanSeek) return stream;
        stream.Dispose();
        return null;
    }

#pragma warning disable SYSLIB1054 // The source-generated form needs unsafe code for a call as plain as this.
    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
#pragma warning restore SYSLIB1054
}
