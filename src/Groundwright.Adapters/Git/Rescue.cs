using System.Globalization;

namespace Groundwright.Adapters.Git;

/// <summary>Keeps a tree that is about to be replaced, under <c>refs/groundwright/&lt;run&gt;/rescue/&lt;n&gt;</c>.</summary>
internal sealed class Rescue(Refs refs, Commits commits, RunPlace place, TimeProvider time)
{
    /// <returns>Name of the ref.</returns>
    public async Task<string> Keep(string tree, string parent, CancellationToken cancellationToken)
    {
        var taken = await refs.Under(place.RescueRefs, "%(tree)", cancellationToken);
        if (taken.FirstOrDefault(entry => entry.Field == tree).Name is { } known) return known;
        var commit = await commits.Write(tree, [parent], $"Rescued edits of run {place.RunId}", time.GetUtcNow(), Identity.Groundwright, cancellationToken);
        var n = taken.Select(entry => int.Parse(entry.Name[place.RescueRefs.Length..], NumberStyles.None, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1;
        var name = string.Create(CultureInfo.InvariantCulture, $"{place.RescueRefs}{n}");
        await refs.Move(name, commit, "", ownedByRun: true, cancellationToken);
        return name;
    }
}
