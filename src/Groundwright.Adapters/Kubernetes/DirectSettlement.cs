using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Finds out what became of an apply that left no exit record (rule X2): the objects of the cluster say by which plan they were last applied.</summary>
internal sealed class DirectSettlement(LiveObjects live, PlanVault vault)
{
    private const int MostNamed = 20;

    public async Task<ApplyVerdict> Settle(TargetPlan plan, bool destroy, IReadOnlyList<KubeObject> members, CancellationToken cancellationToken)
    {
        var objects = Manifest.Read(vault.Read(plan));
        var found = await live.Find(objects, cancellationToken);
        return destroy ? Destroyed(objects, found) : Applied(plan, objects, found, members);
    }

    private static ApplyVerdict Applied(TargetPlan plan, IReadOnlyList<KubeObject> objects, IReadOnlyDictionary<string, KubeObject> found, IReadOnlyList<KubeObject> members)
    {
        var id = plan.Binding.GetValueOrDefault("id");
        // Objects that name no namespace are found with one.
        var marked = found.Values.Where(one => one.Annotation(KubeObject.PlanNote) == id).ToList();
        if (marked.Count == 0) return new ApplyVerdict(ApplyFate.NotBegun, [$"none of {objects.Count} objects carries the plan {id}"]);
        var without = found.Values.Except(marked).Select(one => one.Address).ToList();
        var missing = objects.Count - found.Count;
        // Pruning comes last.
        var left = members.Where(one => !found.ContainsKey(one.Key)).Select(one => one.Address).ToList();
        if (without.Count == 0 && missing == 0 && left.Count == 0) return new ApplyVerdict(ApplyFate.Done, [$"all of {objects.Count} objects carry the plan {id}"]);
        return new ApplyVerdict(ApplyFate.Unknown,
        [
            $"{marked.Count} of {objects.Count} objects carry the plan {id}",
            .. without.Take(MostNamed).Select(address => $"{address} does not"),
            .. missing > 0 ? [$"{missing} objects are not there"] : Array.Empty<string>(),
            .. left.Take(MostNamed).Select(address => $"{address} was to be deleted and is still there"),
        ]);
    }

    private static ApplyVerdict Destroyed(IReadOnlyList<KubeObject> objects, IReadOnlyDictionary<string, KubeObject> found)
    {
        if (found.Count == 0) return new ApplyVerdict(ApplyFate.Done, [$"none of {objects.Count} objects is there any more"]);
        var going = found.Values.Where(one => one.Json.At("metadata").Text("deletionTimestamp") is not null).Select(one => one.Address).ToList();
        if (found.Count == objects.Count && going.Count == 0) return new ApplyVerdict(ApplyFate.NotBegun, [$"all of {objects.Count} objects are there"]);
        return new ApplyVerdict(ApplyFate.Unknown, [$"{found.Count} of {objects.Count} objects are still there", .. found.Values.Take(MostNamed).Select(one => $"{one.Address}{(going.Contains(one.Address) ? " is being deleted" : "")}")]);
    }
}
