using System.Globalization;

namespace Groundwright.Core.Processes.Trees;

/// <summary>
/// On macOS (and other Unix) members are the descendants of the root, its process group, and whoever was seen among them before. A process that left
/// the group and lost its parent before it was seen gets away: there is neither a subreaper nor a readable environment.
/// </summary>
internal sealed class MacProcessTree(StartedProcess root) : IProcessTree
{
    private static readonly string[] Columns = ["-axo", "pid=,ppid=,pgid=,stat="];
    private readonly HashSet<int> known = [];

    public IReadOnlyCollection<int> Living()
    {
        var all = StartedProcess.OutputOf("/bin/ps", Columns).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        HashSet<int> members = [.. all.Where(process => known.Contains(process.Id) || process.Group == root.Id || (process.Id == root.Id && !root.HasExited)).Select(process => process.Id)];
        Descendants.AddTo(members, all);
        members.ExceptWith(all.Where(process => process.IsZombie).Select(process => process.Id));
        members.Remove(Environment.ProcessId);
        known.Clear(); // Ids are given away again; only who is there now is remembered.
        known.UnionWith(members);
        return members;
    }

    public bool CertainlyEmpty() => false;

    public void Interrupt() => UnixSignals.Send(Living(), Libc.Interrupt);

    public void Terminate() => UnixSignals.Send(Living(), Libc.Terminate);

    public void Kill() => UnixSignals.KillAll(Living);

    private static ProcessEntry Parse(string line)
    {
        var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Number(columns[0]), Number(columns[1]), Number(columns[2]), Session: 0, columns[3].StartsWith('Z'), Start: 0);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
