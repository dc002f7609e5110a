using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>What would be done to one object.</summary>
/// <param name="Object">As it would be; as it is when it goes.</param>
/// <param name="Action">What would be done; None: nothing.</param>
/// <param name="Fields">What of it would change.</param>
internal sealed record ObjectChange(KubeObject Object, ChangeAction Action, IReadOnlyList<FieldChange> Fields);

/// <summary>A manifest beside what it is compared with.</summary>
/// <param name="Objects">Every object of either side, in the order of the manifest, those that go last.</param>
internal sealed record Comparison(IReadOnlyList<ObjectChange> Objects)
{
    /// <summary>What differs.</summary>
    public IEnumerable<ObjectChange> Changes => Objects.Where(one => one.Action != ChangeAction.None);

    /// <summary>All that differs, as one text to compare later. Holds secrets.</summary>
    public string Everything => string.Join('\n', Changes.Select(one => $"{one.Action} {one.Object.Key}\n{string.Join('\n', one.Fields.Select(change => $"{change.Path} {change.From} {change.To}"))}"));

    /// <summary>Compares what two versions of an overlay render to.</summary>
    public static Comparison Of(Manifest before, Manifest after)
    {
        var old = before.Objects.ToDictionary(one => one.Key);
        var fresh = after.Objects.Select(one => one.Key).ToHashSet();
        return new Comparison([.. after.Objects.Select(one => Of(old.GetValueOrDefault(one.Key), one)), .. before.Objects.Where(one => !fresh.Contains(one.Key)).Select(Gone)]);
    }

    /// <summary>One object and what it was.</summary>
    public static ObjectChange Of(KubeObject? before, KubeObject after)
    {
        var fields = ObjectDiff.Compare(before, after);
        return new ObjectChange(after, before is null ? ChangeAction.Create : fields.Count > 0 ? ChangeAction.Update : ChangeAction.None, fields);
    }

    /// <summary>An object that goes.</summary>
    public static ObjectChange Gone(KubeObject one) => new(one, ChangeAction.Delete, []);
}
