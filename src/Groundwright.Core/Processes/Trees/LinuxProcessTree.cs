namespace Groundwright.Core.Processes.Trees;

/// <summary>
/// On Linux nothing gets away: members are the session and the group of the root, whoever descends from a member, whoever carries the mark, and whoever was a
/// member before. Orphans come to us, their subreaper, so that those that have ended can be buried. Commands never end each other's processes.
/// </summary>
internal sealed class LinuxProcessTree(StartedProcess root, ProcessMark mark, OwnChildren own) : IProcessTree
{
    private readonly HashSet<(int Id, long Start)> known = [];

    /// <summary>Whether the root is the door of a room, which would end the room at once when it were interrupted itself.</summary>
    public bool BehindDoor { get; init; }

    public IReadOnlyCollection<int> Living()
    {
        var all = ProcFiles.All();
        own.Reap(all.Values);
        // A session's number is not given away while the session lives, but may be afterwards.
        var reused = root.HasExited && all.ContainsKey(root.Id);
        HashSet<int> members = [.. all.Values.Where(process => IsMember(process, reused)).Select(process => process.Id)];
        Descendants.AddTo(members, all.Values);
        members.Remove(Environment.ProcessId);
        members.RemoveWhere(id => all[id].IsZombie);
        foreach (var id in members) known.Add((id, all[id].Start));
        return members;
    }

    public bool CertainlyEmpty() => own.CertainlyNoOrphans();

    public void Interrupt()
    {
        // Each process is to get it once: a second interrupt makes terraform give up without writing its state.
        if (BehindDoor) UnixSignals.Send(Living().Where(id => id != root.Id), Libc.Interrupt);
        else if (!Libc.Signal(-root.Id, Libc.Interrupt)) UnixSignals.Send(Living(), Libc.Interrupt);
    }

    public void Terminate() => UnixSignals.Send(Living(), Libc.Terminate);

    public void Kill() => UnixSignals.KillAll(Living);

    private bool IsMember(ProcessEntry process, bool reused)
    {
        if (process.Id == root.Id) return !root.HasExited;
        if (process.Start < root.Since || process.Id == Environment.ProcessId) return false;
        if (!reused && (process.Session == root.Id || process.Group == root.Id)) return true;
        return known.Contains((process.Id, process.Start)) || (!process.IsZombie && mark.IsOn(process.Id));
    }
}
