using System.Runtime.InteropServices;
using Groundwright.Core.Processes.Trees;

namespace Groundwright.Core.Processes;

/// <summary>Lets some handles of ours through to the next process that is started; everything else stays closed there. Disposed right after the start.</summary>
internal sealed partial class InheritableHandles : IDisposable
{
    private readonly List<SafeHandle> open = [];

    public InheritableHandles(IReadOnlyList<SafeHandle> handles)
    {
        foreach (var handle in handles)
        {
            var held = false;
            handle.DangerousAddRef(ref held);
            open.Add(handle);
            Let(handle, inherit: true);
        }
    }

    public void Dispose()
    {
        foreach (var handle in open)
        {
            Let(handle, inherit: false);
            handle.DangerousRelease();
        }
    }

    private static void Let(SafeHandle handle, bool inherit)
    {
        if (OperatingSystem.IsWindows()) SetHandleInformation(handle.DangerousGetHandle(), 1, inherit ? 1u : 0u);
        else Libc.KeepOpenInChildren(handle.DangerousGetHandle(), inherit);
    }

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetHandleInformation(nint handle, uint mask, uint flags);
}
