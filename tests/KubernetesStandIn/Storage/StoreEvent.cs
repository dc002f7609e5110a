using System.Text.Json.Nodes;

namespace KubernetesStandIn.Storage;

internal enum StoreChange
{
    Added,
    Modified,
    Deleted,
}

/// <summary>One change of the store. Its objects are never changed again.</summary>
/// <param name="Version">Counts every change of any object.</param>
/// <param name="Before">The object before the change; null when it was added.</param>
internal sealed record StoreEvent(long Version, StoreChange Change, ObjectKey Key, JsonObject Object, JsonObject? Before);
