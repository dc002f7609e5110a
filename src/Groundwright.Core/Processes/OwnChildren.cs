#pragma warning disable RS0030 // Part of the one place that starts processes.
using System.Diagnostics;
using Groundwright.Core.Processes.Trees;

namespace Groundwright.Core.Processes;

/// <summary>
/// What the system keeps once per process and so must be kept once here: which children are ours, and which handles the next one inherits.
/// Every start goes through it, one at a time.
/// </summary>
internal sealed class OwnChildren
{
    private readonly Lock gate = new();
    private readonly HashSet<int> commands = [];
    private readonly HashSet<int> detached = [];
    private bool adopting;

    /// <summary>The only one: it mirrors state of this process, not of anything in the program.</summary>
    public static OwnChildren OfThisProcess { get; } = new();

    /// <summary>Starts a process. Unless it is detached, the caller says <see cref="Ended"/> once nothing of it is left.</summary>
    public Process Start(Func<Process> start, bool detach)
    {
        lock (gate)
        {
            if (!adopting && OperatingSystem.IsLinux()) adopting = Libc.BecomeSubreaper();
            var process = start();
            (detach ? detached : commands).Add(process.Id);
            return process;
        }
    }

    /// <summary>A command is over, with all that came from it.</summary>
    public void Ended(int id)
    {
        lock (gate) commands.Remove(id);
    }

    /// <summary>Whether a process came to us because its parent died: a child that we did not start. What .NET starts elsewhere in this process stays in our session.</summary>
    public bool IsOrphan(ProcessEntry process)
    {
        if (process.Parent != Environment.ProcessId || process.Session == Libc.OwnSession()) return false;
        lock (gate) return !detached.Contains(process.Id) && !commands.Contains(process.Id);
    }

    /// <summary>
    /// A quick look whether there is any orphan. Only right while a single command goes on: the list of children is not exact while some of them end
    /// (proc_pid_task_children(5)).
    /// </summary>
    public bool CertainlyNoOrphans()
    {
        lock (gate)
        {
            if (!adopting || commands.Count > 1) return false;
        }
        return ProcFiles.OwnChildren() is { } children && !children.Select(ProcFiles.Read).Any(child => child is { } process && IsOrphan(process));
    }

    /// <summary>Buries orphans that have ended. Under the gate, so that a child just started is never taken for one.</summary>
    public void Reap(IEnumerable<ProcessEntry> processes)
    {
        lock (gate)
        {
            foreach (var process in processes)
                if (process.IsZombie && IsOrphan(process)) Libc.Reap(process.Id);
        }
    }
}
