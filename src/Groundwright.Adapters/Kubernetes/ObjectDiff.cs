using System.Text.Json.Nodes;
using Groundwright.Core.Secrets;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>One field that differs.</summary>
/// <param name="Path">Such as <c>spec.template.spec.containers[api].image</c>.</param>
/// <param name="From">JSON before; null: it was not there.</param>
/// <param name="To">JSON afterwards; null: it goes.</param>
/// <param name="Secret">Whether its values must not be shown.</param>
internal sealed record FieldChange(string Path, string? From, string? To, bool Secret)
{
    private const int Longest = 120;

    /// <summary>For people, on one line, without secrets.</summary>
    public override string ToString() => $"{Path}: {Show(From)} -> {Show(To)}";

    private string Show(string? value) => value switch
    {
        null => "(none)",
        _ when Secret => "(sensitive)",
        { Length: > Longest } => value[..Longest] + "…",
        _ => value,
    };
}

/// <summary>Compares objects field by field, without what the server keeps for itself and without our own notes.</summary>
internal static class ObjectDiff
{
    private static readonly string[] Kept = ["managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"];
    private static readonly string[] Maps = ["annotations", "labels"];
    private static readonly string[] Notes = ["groundwright.dev/", "kubectl.kubernetes.io/last-applied-configuration", "applyset.kubernetes.io/", "kustomize.toolkit.fluxcd.io/", "deployment.kubernetes.io/revision"];

    /// <summary>What differs, in the order of the paths.</summary>
    public static IReadOnlyList<FieldChange> Compare(KubeObject? before, KubeObject after)
    {
        var changes = new List<FieldChange>();
        Walk("", Bare(before?.Json), Bare(after.Json), after.Kind == "Secret", changes);
        return changes;
    }

    /// <summary>An object as a person would have written it.</summary>
    public static JsonObject Bare(JsonObject? from)
    {
        if (from is null) return [];
        var copy = (JsonObject)from.DeepClone();
        copy.Remove("status");
        if (copy["metadata"] is not JsonObject metadata) return copy;
        foreach (var name in Kept) metadata.Remove(name);
        foreach (var map in Maps)
        {
            if (metadata[map] is not JsonObject notes) continue;
            foreach (var note in notes.Select(pair => pair.Key).Where(key => Array.Exists(Notes, start => key.StartsWith(start, StringComparison.Ordinal))).ToList()) notes.Remove(note);
            if (notes.Count == 0) metadata.Remove(map);
        }
        return copy;
    }

    private static void Walk(string path, JsonNode? before, JsonNode? after, bool secret, List<FieldChange> changes)
    {
        if (JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonObject one, JsonObject other):
                foreach (var key in one.Select(pair => pair.Key).Union(other.Select(pair => pair.Key)).Order(StringComparer.Ordinal))
                    Walk(path.Length == 0 ? key : $"{path}.{key}", one[key], other[key], secret || SecretNames.LooksSecret(key), changes);
                return;
            case (JsonArray one, JsonArray other) when Named(one) && Named(other):
                foreach (var name in one.Select(NameOf).Union(other.Select(NameOf)))
                    Walk($"{path}[{name}]", one.FirstOrDefault(item => NameOf(item) == name), other.FirstOrDefault(item => NameOf(item) == name), secret || SecretNames.LooksSecret(name), changes);
                return;
            default:
                changes.Add(new FieldChange(path, before?.ToJsonString(), after?.ToJsonString(), secret || HoldsSecret(before) || HoldsSecret(after)));
                return;
        }
    }

    // A list that is new comes as a whole, with the values of its variables.
    private static bool HoldsSecret(JsonNode? node) => node switch
    {
        JsonObject map => (map.Text("name") is { } name && SecretNames.LooksSecret(name)) || map.Any(pair => SecretNames.LooksSecret(pair.Key) || HoldsSecret(pair.Value)),
        JsonArray list => list.Any(HoldsSecret),
        _ => false,
    };

    private static bool Named(JsonArray list) => list.Count > 0 && list.All(item => item.Text("name") is not null) && list.Select(NameOf).Distinct().Count() == list.Count;

    private static string NameOf(JsonNode? item) => item.Text("name")!;
}
