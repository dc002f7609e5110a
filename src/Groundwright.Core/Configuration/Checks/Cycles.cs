namespace Groundwright.Core.Configuration.Checks;

/// <summary>Finds what waits for itself. Iterative: a hostile file may have a very long chain.</summary>
internal static class Cycles
{
    /// <summary>One cycle for every group of things that wait for each other; begins and ends with the same name.</summary>
    /// <param name="before">Name to the names that come before it; names that do not exist are ignored.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyDictionary<string, List<string>> before)
    {
        var waiting = Unresolvable(before);
        var cycles = new List<IReadOnlyList<string>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        // Following any wait from something that can never be resolved must come back to a place it has been.
        foreach (var start in before.Keys.Where(waiting.Contains))
        {
            var path = new List<string>();
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            var name = start;
            while (seen.Add(name))
            {
                places[name] = path.Count;
                path.Add(name);
                name = before[name].First(waiting.Contains);
            }
            if (places.TryGetValue(name, out var first)) cycles.Add([.. path[first..], name]);
        }
        return cycles;
    }

    private static HashSet<string> Unresolvable(IReadOnlyDictionary<string, List<string>> before)
    {
        var open = before.ToDictionary(pair => pair.Key, pair => pair.Value.Distinct(StringComparer.Ordinal).Count(before.ContainsKey), StringComparer.Ordinal);
        var after = before.SelectMany(pair => pair.Value.Distinct(StringComparer.Ordinal).Select(name => (name, pair.Key))).ToLookup(pair => pair.name, pair => pair.Key, StringComparer.Ordinal);
        var free = new Queue<string>(open.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (free.TryDequeue(out var name))
        {
            open.Remove(name);
            foreach (var next in after[name])
                if (--open[next] == 0) free.Enqueue(next);
        }
        return [.. open.Keys];
    }
}
