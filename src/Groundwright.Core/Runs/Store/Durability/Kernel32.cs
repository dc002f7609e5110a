using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Groundwright.Core.Runs.Store.Durability;

/// <summary>Windows: the flush that reports its failure.</summary>
internal static partial class Kernel32
{
    public static void Flush(SafeFileHandle handle)
    {
        if (!FlushFileBuffers(handle)) throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetHRForLastWin32Error());
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle handle);
}
