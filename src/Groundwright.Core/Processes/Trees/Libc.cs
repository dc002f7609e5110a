using System.Runtime.InteropServices;

namespace Groundwright.Core.Processes.Trees;

/// <summary>The few system calls of Unix that .NET does not offer.</summary>
internal static partial class Libc
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    private const int SetFlags = 2;
    private const int GetFlags = 1;
    private const int CloseOnExec = 1;
    private const int SetChildSubreaper = 36;
    private const int NoHang = 1;
    private const int BootTime = 7;
    private const int RealTimeLimit = 15;

    public static int Stop => OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>Sends a signal to a process, or with a negative id to a process group. False: it is gone, or not ours to signal.</summary>
    public static bool Signal(int id, int signal) => kill(id, signal) == 0;

    /// <summary>From now on descendants that lose their parent become our children instead of init's, so that they are found (Linux).</summary>
    public static bool BecomeSubreaper() => prctl(SetChildSubreaper, 1, 0, 0, 0) == 0;

    /// <summary>Takes the exit status of one child that has ended. Never of any child: .NET waits for those it started itself.</summary>
    public static void Reap(int id) => _ = waitpid(id, out _, NoHang);

    /// <summary>The session that we are in.</summary>
    public static int OwnSession() => getsid(0);

    /// <summary>Whether a handle stays open in a program that we start.</summary>
    public static void KeepOpenInChildren(nint handle, bool keep)
    {
        var flags = fcntl(handle.ToInt32(), GetFlags, 0);
        _ = fcntl(handle.ToInt32(), SetFlags, keep ? flags & ~CloseOnExec : flags | CloseOnExec);
    }

    /// <summary>Clock ticks since boot, in the unit in which Linux lists the start of a process (always 100 a second).</summary>
    public static long TicksSinceBoot() => clock_gettime(BootTime, out var now) == 0 ? ((long)now.Seconds * 100) + ((long)now.Nanoseconds / 10_000_000) : 0;

    /// <summary>Sets our soft limit on real-time CPU until disposed (64-bit Linux). Null: it is limited already, or cannot be.</summary>
    public static IDisposable? LimitRealTime(ulong microseconds)
    {
        var limit = new Limit { Soft = microseconds, Hard = ulong.MaxValue };
        if (prlimit(0, RealTimeLimit, in limit, out var former) != 0) return null;
        var set = new FormerLimit(former);
        if (former.Hard == ulong.MaxValue) return set;
        set.Dispose();
        return null;
    }

    private sealed class FormerLimit(Limit former) : IDisposable
    {
        public void Dispose() => _ = prlimit(0, RealTimeLimit, in former, out _);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int prctl(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int getsid(int pid);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fcntl(int handle, int command, int argument);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_gettime(int clock, out Time time);

    [LibraryImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int prlimit(int pid, int resource, in Limit limit, out Limit former);
}
