namespace Groundwright.Core.Processes.Trees;

/// <summary>The processes that carry a mark, wherever they are in the tree of processes (Linux).</summary>
internal sealed class OwnedProcesses(Func<ProcessEnvironment, bool> isOwned, bool withEffects) : IProcessTree
{
    private readonly HashSet<(int Id, long Start)> known = [];

    /// <summary>What works for a run; effects go on.</summary>
    public static OwnedProcesses OfRun(string owner) => new(environment => environment[ProcessMark.Owner] == owner && environment[ProcessMark.Effect] is null, withEffects: false);

    /// <summary>An effect host and everything it started.</summary>
    public static OwnedProcesses OfEffect(string nonce) => new(environment => environment[ProcessMark.Effect] == nonce, withEffects: true);

    public IReadOnlyCollection<int> Living()
    {
        var all = ProcFiles.All();
        OwnChildren.OfThisProcess.Reap(all.Values);
        var environments = all.Keys.ToDictionary(id => id, ProcessEnvironment.Of);
        HashSet<int> members = [.. all.Values.Where(process => known.Contains((process.Id, process.Start)) || isOwned(environments[process.Id])).Select(process => process.Id)];
        // A child that cleaned its environment belongs to its parent; an effect host does not, whoever started it.
        Descendants.AddTo(members, all.Values, process => !withEffects && environments[process.Id][ProcessMark.Effect] is not null);
        for (var self = Environment.ProcessId; all.TryGetValue(self, out var process); self = process.Parent) members.Remove(self);
        members.RemoveWhere(id => all[id].IsZombie);
        foreach (var id in members) known.Add((id, all[id].Start));
        return members;
    }

    public bool CertainlyEmpty() => false;

    public void Interrupt() => UnixSignals.Send(Living(), Libc.Interrupt);

    public void Terminate() => UnixSignals.Send(Living(), Libc.Terminate);

    public void Kill() => UnixSignals.KillAll(Living);
}
