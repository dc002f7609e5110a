namespace Groundwright.Core.Processes.Trees;

/// <summary>Walks from parents to children.</summary>
internal static class Descendants
{
    /// <summary>Adds to a set of processes all that descend from them, unless excluded.</summary>
    public static void AddTo(HashSet<int> members, IReadOnlyCollection<ProcessEntry> all, Func<ProcessEntry, bool>? excluded = null)
    {
        var grown = true;
        while (grown)
        {
            grown = false;
            foreach (var process in all)
                if (members.Contains(process.Parent) && !members.Contains(process.Id) && excluded?.Invoke(process) != true) grown |= members.Add(process.Id);
        }
    }
}
