using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.ServerSideApply;

/// <summary>Keeps track of who owns which fields, for every way of writing an object.</summary>
/// <param name="type">Kind of the object.</param>
/// <param name="writer">Who writes now; its fields are left out.</param>
internal sealed class Ownership(ResourceType type, FieldOwner writer)
{
    private const string KubectlBefore = "kubectl-client-side-apply";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    /// <summary>Notes a create, an update or a patch: the writer owns what it changed, and others lose it.</summary>
    /// <param name="before">Null when the object is new.</param>
    /// <param name="after">Gets the new owners. Owners that it already names are taken as they are.</param>
    public void Updated(JsonObject? before, JsonObject after)
    {
        var old = ObjectFields.Of(before ?? [], type.Schema);
        var now = ObjectFields.Of(after, type.Schema);
        var changed = now.ChangedSince(old);
        var gone = now.GoneSince(old);
        var owners = ManagedFields.Read(after["metadata"].At("managedFields") is null && before is not null ? before : after);
        var mine = owners.FirstOrDefault(owner => owner.IsSameAs(writer));
        var others = owners.Where(owner => owner != mine).Select(owner => owner with { Fields = owner.Fields.Except(changed).Except(gone) });
        var fields = (mine?.Fields ?? new FieldSet([])).Except(gone).With(changed);
        if (mine is not null && fields.SameAs(mine.Fields)) ManagedFields.Write(after, others.Append(mine));
        else ManagedFields.Write(after, others.Append(writer with { Fields = fields }));
    }

    /// <summary>The object after someone applied a part of it. A field that someone else owns with another value is a conflict.</summary>
    /// <param name="live">Null when there is no object yet.</param>
    /// <param name="applied">The part.</param>
    /// <param name="force">Takes the fields from their owners.</param>
    public JsonObject Apply(JsonObject? live, JsonObject applied, bool force)
    {
        var owners = ManagedFields.Read(live ?? []);
        var mine = owners.FirstOrDefault(owner => owner.IsSameAs(writer));
        var others = owners.Where(owner => owner != mine).ToList();
        var wanted = ObjectFields.Of(applied, type.Schema).Set;
        var merged = TypedMerge.Merge(live ?? [], applied, type.Schema)!.AsObject();
        if (mine is not null) TypedMerge.Prune(merged, type.Schema, mine.Fields, [wanted, .. others.Select(owner => owner.Fields)]);
        var old = ObjectFields.Of(live ?? [], type.Schema);
        var now = ObjectFields.Of(merged, type.Schema);
        var changed = now.ChangedSince(old);
        var conflicts = others.Select(owner => (Owner: owner, Fields: owner.Fields.Where(changed.Contains))).Where(conflict => conflict.Fields.Count > 0).ToList();
        if (conflicts.Count > 0 && !force && !IsMigration(live, conflicts)) throw new ApiException(Conflict(conflicts));
        var gone = now.GoneSince(old);
        var unchanged = mine is not null && mine.Fields.SameAs(wanted) && changed.Count == 0 && gone.Count == 0;
        ManagedFields.Write(merged, others.Select(owner => owner with { Fields = owner.Fields.Except(changed).Except(gone) }).Append(unchanged ? mine! : writer with { Fields = wanted }));
        return merged;
    }

    /// <summary>kubectl may take over by server-side apply what it applied by itself before, as long as nobody has changed it since.</summary>
    private bool IsMigration(JsonObject? live, List<(FieldOwner Owner, FieldSet Fields)> conflicts)
    {
        if (writer.Manager != "kubectl" || conflicts.Any(conflict => conflict.Owner.Manager != KubectlBefore)) return false;
        if (live.Text("metadata", "annotations", LastApplied) is not { } text || JsonNode.Parse(text) is not JsonObject last) return false;
        var was = ObjectFields.Of(last, type.Schema);
        var now = ObjectFields.Of(live!, type.Schema);
        return conflicts.SelectMany(conflict => conflict.Fields).All(path => was.Set.Contains(path) && JsonReading.Same(was.Value(path), now.Value(path)));
    }

    private static ApiStatus Conflict(List<(FieldOwner Owner, FieldSet Fields)> conflicts)
    {
        var count = conflicts.Sum(conflict => conflict.Fields.Count);
        var text = conflicts.Select(conflict => conflict.Fields.Count == 1
            ? $"conflict with {conflict.Owner.Show()}: {FieldPath.Show(conflict.Fields.First())}"
            : $"conflicts with {conflict.Owner.Show()}:\n{string.Join("\n", conflict.Fields.Select(path => $"- {FieldPath.Show(path)}"))}");
        var causes = conflicts.SelectMany(conflict => conflict.Fields.Select(path => new Cause("FieldManagerConflict", $"conflict with {conflict.Owner.Show()}", FieldPath.Show(path)).Json()));
        return new ApiStatus(409, "Conflict", $"Apply failed with {count} conflict{(count == 1 ? "" : "s")}: {string.Join("\n", text)}", new JsonObject { ["causes"] = new JsonArray([.. causes]) });
    }
}
