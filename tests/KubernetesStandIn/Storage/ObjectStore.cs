#pragma warning disable VSTHRD003 // There is no synchronization context here: nothing to deadlock on.
using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Storage;

/// <summary>
/// Every object, under one counter of versions, with the last changes for those who watch. Whoever reads and then writes holds <see cref="Sync"/> meanwhile.
/// </summary>
internal sealed class ObjectStore
{
    /// <summary>Changes that are kept; a watch from before them is told that it is too late.</summary>
    public const int Kept = 2000;

    private readonly SortedDictionary<string, (ObjectKey Key, JsonObject Object)> objects = new(StringComparer.Ordinal);
    private readonly LinkedList<StoreEvent> events = [];
    private TaskCompletionSource changed = NewSignal();
    private long compacted;

    public Lock Sync { get; } = new();

    /// <summary>Version of the last change.</summary>
    public long Version { get; private set; }

    /// <summary>Ends with the next change.</summary>
    public Task Changed
    {
        get { lock (Sync) return changed.Task; }
    }

    /// <summary>A copy to work on.</summary>
    public JsonObject? Get(ObjectKey key) => Peek(key)?.Copy();

    /// <summary>The object itself, to be read only.</summary>
    public JsonObject? Peek(ObjectKey key)
    {
        lock (Sync) return objects.TryGetValue(key.Order, out var found) ? found.Object : null;
    }

    /// <summary>The objects of a kind in a namespace (null: in all) in the order of their names, to be read only.</summary>
    public IReadOnlyList<(ObjectKey Key, JsonObject Object)> List(string group, string plural, string? inNamespace = null)
    {
        lock (Sync)
            return [.. objects.Values.Where(item => item.Key.Plural == plural && item.Key.Group == group && (inNamespace is null || item.Key.Namespace == inNamespace))];
    }

    /// <summary>Every object, to be read only.</summary>
    public IReadOnlyList<(ObjectKey Key, JsonObject Object)> All()
    {
        lock (Sync) return [.. objects.Values];
    }

    /// <summary>Keeps an object and gives it its version.</summary>
    public void Put(ObjectKey key, JsonObject item)
    {
        lock (Sync)
        {
            var before = Peek(key);
            item.Ensure("metadata")["resourceVersion"] = (++Version).ToString(CultureInfo.InvariantCulture);
            var kept = item.Copy();
            objects[key.Order] = (key, kept);
            Tell(new StoreEvent(Version, before is null ? StoreChange.Added : StoreChange.Modified, key, kept, before));
        }
    }

    public void Remove(ObjectKey key)
    {
        lock (Sync)
        {
            if (Peek(key) is not { } before) return;
            objects.Remove(key.Order);
            var last = before.Copy();
            last.Ensure("metadata")["resourceVersion"] = (++Version).ToString(CultureInfo.InvariantCulture);
            Tell(new StoreEvent(Version, StoreChange.Deleted, key, last, before));
        }
    }

    /// <summary>The changes after a version; null when some of them are forgotten.</summary>
    public IReadOnlyList<StoreEvent>? Since(long version)
    {
        lock (Sync) return version < compacted ? null : [.. events.Where(change => change.Version > version)];
    }

    /// <summary>Forgets the changes so far, as the real server does after some minutes.</summary>
    public void Compact()
    {
        lock (Sync)
        {
            events.Clear();
            compacted = Version;
        }
    }

    /// <summary>Forgets everything but the counter.</summary>
    public void Clear()
    {
        lock (Sync)
        {
            foreach (var (key, _) in All()) Remove(key);
        }
    }

    private void Tell(StoreEvent change)
    {
        events.AddLast(change);
        if (events.Count > Kept)
        {
            compacted = events.First!.Value.Version;
            events.RemoveFirst();
        }
        var waiting = changed;
        changed = NewSignal();
        waiting.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
