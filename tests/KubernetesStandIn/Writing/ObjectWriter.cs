using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.ServerSideApply;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Writing;

/// <summary>The one way by which objects get into the store, for requests and for controllers.</summary>
internal sealed class ObjectWriter(ObjectStore store, ResourceCatalog catalog, TimeProvider time)
{
    private readonly NewObjects newObjects = new(store, time);

    /// <summary>Keeps a new object and returns it as it is kept.</summary>
    public JsonObject Create(ResourceType type, string? inNamespace, JsonObject item, WriteOptions options)
    {
        var next = item.Copy();
        lock (store.Sync)
        {
            Place(type, inNamespace, null, next);
            NewObjects.Name(next);
            return Create(type, inNamespace, next, options, owned: false);
        }
    }

    /// <summary>Changes an object and returns it as it is kept.</summary>
    /// <param name="type">Its kind.</param>
    /// <param name="inNamespace">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">Gets a copy of the object and returns what it shall become.</param>
    /// <param name="options">How.</param>
    public JsonObject Update(ResourceType type, string? inNamespace, string name, Func<JsonObject, JsonObject> change, WriteOptions options)
    {
        lock (store.Sync)
        {
            var live = Existing(type, inNamespace, name);
            var next = change(live.Copy());
            Place(type, inNamespace, name, next);
            return Replace(type, live, next, options, owned: false);
        }
    }

    /// <summary>Server-side apply: makes the object or merges a part of it.</summary>
    public JsonObject Apply(ResourceType type, string? inNamespace, string name, JsonObject part, WriteOptions options)
    {
        lock (store.Sync)
        {
            var wanted = part.Copy();
            Place(type, inNamespace, name, wanted);
            if (wanted.At("metadata", "managedFields") is not null) throw new ApiException(ApiStatus.BadRequest("metadata.managedFields must be nil"));
            JsonReading.DropNulls(wanted);
            StrictReading.CheckApplied(type, inNamespace, wanted);
            var live = Live(type, inNamespace, name);
            var ownership = new Ownership(type, Writer(type, options, "Apply"));
            if (live is null) return Create(type, inNamespace, ownership.Apply(null, wanted, options.Force), options, owned: true);
            var next = ownership.Apply(live, wanted, options.Force);
            next["apiVersion"] = type.ApiVersion;
            return Replace(type, live, next, options, owned: true);
        }
    }

    /// <summary>A copy of the object in the version that is asked for, or the refusal.</summary>
    public JsonObject Existing(ResourceType type, string? inNamespace, string name) =>
        Live(type, inNamespace, name) ?? throw new ApiException(ApiStatus.NotFound(type, name));

    private JsonObject? Live(ResourceType type, string? inNamespace, string name)
    {
        if (store.Get(ObjectKey.Of(type, inNamespace, name)) is not { } live) return null;
        live["apiVersion"] = type.ApiVersion;
        return live;
    }

    private JsonObject Create(ResourceType type, string? inNamespace, JsonObject next, WriteOptions options, bool owned)
    {
        var name = next.Text("metadata", "name") ?? "";
        var key = ObjectKey.Of(type, inNamespace, name);
        newObjects.CheckNamespace(type, inNamespace, name, catalog);
        if (name.Length > 0 && store.Peek(key) is not null) throw new ApiException(ApiStatus.AlreadyExists(type, name));
        if (next.At("metadata", "resourceVersion") is not null) throw new ApiException(ApiStatus.BadRequest("resourceVersion should not be set on objects to be created"));
        StrictReading.TakeIn(type, next, options, isPatch: false);
        newObjects.Begin(type, next);
        StrictReading.Validate(type, null, next);
        if (!owned) new Ownership(type, Writer(type, options, "Update")).Updated(null, next);
        if (options.DryRun) return next;
        store.Put(key, next);
        if (type.Plural == "customresourcedefinitions") catalog.Install(next);
        return next;
    }

    private JsonObject Replace(ResourceType type, JsonObject live, JsonObject next, WriteOptions options, bool owned)
    {
        var name = live.Text("metadata", "name")!;
        var key = ObjectKey.Of(type, live.Text("metadata", "namespace"), name);
        if (next.Text("metadata", "resourceVersion") is { Length: > 0 } seen && seen != live.Text("metadata", "resourceVersion"))
            throw new ApiException(ApiStatus.Conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again"));
        StrictReading.TakeIn(type, next, options, isPatch: true);
        next = Carry(type, live, next, options.Subresource);
        StrictReading.Validate(type, live, next);
        if (!owned) new Ownership(type, Writer(type, options, "Update")).Updated(live, next);
        if (JsonReading.Same(live, next)) return live;
        if (type.HasGeneration && !JsonReading.Same(Wish(live), Wish(next))) next["metadata"]!["generation"] = (live.Number("metadata", "generation") ?? 0) + 1;
        if (options.DryRun) return next;
        if (next.At("metadata", "deletionTimestamp") is not null && !next.Texts("metadata", "finalizers").Any()) store.Remove(key);
        else store.Put(key, next);
        if (type.Plural == "customresourcedefinitions") catalog.Install(next);
        return next;
    }

    /// <summary>The part that is written comes from the new object, everything else stays.</summary>
    private static JsonObject Carry(ResourceType type, JsonObject live, JsonObject next, string? subresource)
    {
        if (subresource == "status")
        {
            var only = live.Copy();
            only.Remove("status");
            if (next["status"] is { } status) only["status"] = status.DeepClone();
            return only;
        }
        if (type.HasStatus)
        {
            next.Remove("status");
            if (live["status"] is { } status) next["status"] = status.DeepClone();
        }
        foreach (var name in new[] { "uid", "creationTimestamp", "generation", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion" })
        {
            if (live.At("metadata", name) is not { } value) next.Ensure("metadata").Remove(name);
            else if (name is not ("uid" or "creationTimestamp") || next.At("metadata", name) is null) next.Ensure("metadata")[name] = value.DeepClone();
        }
        if (type.Plural == "services" && type.Group.Length == 0)
            foreach (var name in new[] { "clusterIP", "clusterIPs" })
                if (live.At("spec", name) is { } value) next.Ensure("spec").Default(name, value.DeepClone());
        return next;
    }

    /// <summary>Everything but metadata and status.</summary>
    private static JsonObject Wish(JsonObject item)
    {
        var wish = item.Copy();
        foreach (var name in new[] { "metadata", "status", "apiVersion" }) wish.Remove(name);
        return wish;
    }

    private FieldOwner Writer(ResourceType type, WriteOptions options, string operation) =>
        new(options.Manager, operation, type.ApiVersion, options.Subresource, time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), new FieldSet([]));

    /// <summary>Checks that the object is what and where the request says, and fills that in.</summary>
    private static void Place(ResourceType type, string? inNamespace, string? name, JsonObject item)
    {
        if (item.Text("kind") is { } kind && kind != type.Kind) throw new ApiException(ApiStatus.BadRequest($"the object provided is unrecognized (must be of type {type.Kind}): {kind}"));
        if (item.Text("apiVersion") is { } version && version != type.ApiVersion)
            throw new ApiException(ApiStatus.BadRequest($"the API version in the data ({version}) does not match the expected API version ({type.ApiVersion})"));
        item["kind"] = type.Kind;
        item["apiVersion"] = type.ApiVersion;
        var meta = item.Ensure("metadata");
        if (!type.Namespaced) meta.Remove("namespace");
        else if (meta.Text("namespace") is { } other && other != inNamespace)
            throw new ApiException(ApiStatus.BadRequest($"the namespace of the provided object does not match the namespace sent on the request"));
        else meta["namespace"] = inNamespace;
        if (name is null) return;
        if (meta.Text("name") is { } own && own != name) throw new ApiException(ApiStatus.BadRequest($"the name of the object ({own}) does not match the name on the URL ({name})"));
        meta["name"] = name;
    }
}
