namespace Groundwright.Core.Processes;

/// <summary>Processes that were started to outlive us.</summary>
internal static class DetachedProcesses
{
    /// <summary>Whether a process is there and has not ended. Where that cannot be told: yes.</summary>
    public static bool IsAlive(int id) => !OperatingSystem.IsLinux() || Trees.ProcFiles.Read(id) is { IsZombie: false };
}
