using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Writing;

/// <summary>Takes objects out of the store: at once, or when their finalizers and dependents are gone.</summary>
internal sealed class ObjectDeletion(ObjectStore store, ResourceCatalog catalog, TimeProvider time)
{
    public const string Foreground = "foregroundDeletion";

    /// <param name="type">Its kind.</param>
    /// <param name="inNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="options">A <c>DeleteOptions</c> object: propagation policy, preconditions.</param>
    /// <param name="dryRun">Nothing is deleted.</param>
    /// <returns>The object when it stays for now, else a status of success.</returns>
    public JsonObject Delete(ResourceType type, string? inNamespace, string name, JsonObject options, bool dryRun)
    {
        lock (store.Sync)
        {
            var key = ObjectKey.Of(type, inNamespace, name);
            var live = store.Get(key) ?? throw new ApiException(ApiStatus.NotFound(type, name));
            CheckPreconditions(type, live, options);
            if (dryRun) return Gone(type, live);
            Propagate(live, options.Text("propagationPolicy"));
            var stays = live.Texts("metadata", "finalizers").Any() || (type.Plural == "namespaces" && type.Group.Length == 0);
            if (!stays)
            {
                Remove(type, key);
                return Gone(type, live);
            }
            Mark(type, live);
            store.Put(key, live);
            live["apiVersion"] = type.ApiVersion;
            return live;
        }
    }

    private void Mark(ResourceType type, JsonObject live)
    {
        var meta = live.Ensure("metadata");
        if (meta["deletionTimestamp"] is not null) return;
        meta["deletionTimestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        meta["deletionGracePeriodSeconds"] = 0;
        if (type.HasGeneration) meta["generation"] = (meta.Number("generation") ?? 0) + 1;
        if (type.Plural == "namespaces") live.Ensure("status")["phase"] = "Terminating";
    }

    private void Remove(ResourceType type, ObjectKey key)
    {
        if (type.Plural == "customresourcedefinitions")
        {
            var names = store.Peek(key).At("spec");
            foreach (var (instance, _) in store.List(names.Text("group")!, names.Text("names", "plural")!)) store.Remove(instance);
            catalog.Uninstall(key.Name);
        }
        store.Remove(key);
    }

    private void Propagate(JsonObject live, string? policy)
    {
        if (policy == "Foreground" && Dependents(live).Any())
        {
            if (live.At("metadata", "finalizers") is not JsonArray finalizers) live.Ensure("metadata")["finalizers"] = finalizers = [];
            if (!finalizers.Texts().Contains(Foreground)) finalizers.Add(Foreground);
        }
        if (policy != "Orphan") return;
        foreach (var (key, dependent) in Dependents(live))
        {
            var freed = dependent.Copy();
            foreach (var owner in freed.Objects("metadata", "ownerReferences").Where(owner => owner.Text("uid") == live.Text("metadata", "uid")).ToList())
                freed.At("metadata", "ownerReferences")!.AsArray().Remove(owner);
            store.Put(key, freed);
        }
    }

    private IEnumerable<(ObjectKey Key, JsonObject Object)> Dependents(JsonObject owner) =>
        store.All().Where(item => item.Object.Objects("metadata", "ownerReferences").Any(reference => reference.Text("uid") == owner.Text("metadata", "uid")));

    private static void CheckPreconditions(ResourceType type, JsonObject live, JsonObject options)
    {
        foreach (var name in new[] { "uid", "resourceVersion" })
            if (options.Text("preconditions", name) is { } wanted && wanted != live.Text("metadata", name))
                throw new ApiException(ApiStatus.Conflict(type, live.Text("metadata", "name")!, $"Precondition failed: {(name == "uid" ? "UID" : "ResourceVersion")} in precondition: {wanted}, {(name == "uid" ? "UID" : "ResourceVersion")} in object meta: {live.Text("metadata", name)}"));
    }

    private static JsonObject Gone(ResourceType type, JsonObject live)
    {
        var details = new JsonObject { ["name"] = live.Text("metadata", "name"), ["group"] = type.Group, ["kind"] = type.Plural, ["uid"] = live.Text("metadata", "uid") };
        return new ApiStatus(200, "", "", details).Json();
    }
}
