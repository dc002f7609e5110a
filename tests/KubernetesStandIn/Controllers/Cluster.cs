using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;
using KubernetesStandIn.Writing;

namespace KubernetesStandIn.Controllers;

/// <summary>What controllers work with: the objects of a kind, and how they are written.</summary>
internal sealed class Cluster(ObjectStore store, ResourceCatalog catalog, ObjectWriter writer, ObjectDeletion deletion, TimeProvider time)
{
    public ResourceCatalog Catalog => catalog;

    public ObjectStore Store => store;

    public ObjectWriter Writer => writer;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Now, as objects write it.</summary>
    public string Stamp => Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Objects of a kind, to be read only. None when the kind is not served.</summary>
    public IEnumerable<JsonObject> List(string group, string plural, string? inNamespace = null) => store.List(group, plural, inNamespace).Select(item => item.Object);

    public ResourceType Type(string group, string plural) => catalog.Find(group, plural)!;

    public JsonObject? Find(string group, string plural, string? inNamespace, string name) => store.Peek(new ObjectKey(group, plural, inNamespace, name));

    /// <summary>The objects that an object controls.</summary>
    public IEnumerable<JsonObject> OwnedBy(JsonObject owner, string group, string plural) =>
        List(group, plural, owner.Text("metadata", "namespace")).Where(item => item.Objects("metadata", "ownerReferences").Any(reference => reference.Text("uid") == owner.Text("metadata", "uid")));

    public JsonObject Create(string group, string plural, JsonObject item, string manager) =>
        writer.Create(Type(group, plural), item.Text("metadata", "namespace"), item, WriteOptions.Of(manager));

    public void Change(string group, string plural, JsonObject item, Action<JsonObject> change, string manager) => Write(group, plural, item, change, WriteOptions.Of(manager));

    /// <summary>Writes a status when it differs from the one that is there.</summary>
    public void SetStatus(string group, string plural, JsonObject item, JsonObject status, string manager)
    {
        if (!JsonReading.Same(item["status"], status)) Write(group, plural, item, live => live["status"] = status, WriteOptions.Of(manager, "status"));
    }

    public void Delete(string group, string plural, JsonObject item, string policy = "Background") =>
        Delete(Type(group, plural), item.Text("metadata", "namespace"), item.Text("metadata", "name")!, policy);

    /// <summary>Deletes; that it is gone already is fine.</summary>
    public void Delete(ResourceType type, string? inNamespace, string name, string policy = "Background")
    {
        lock (store.Sync)
        {
            if (store.Peek(ObjectKey.Of(type, inNamespace, name)) is not null)
                deletion.Delete(type, inNamespace, name, new JsonObject { ["propagationPolicy"] = policy }, dryRun: false);
        }
    }

    /// <summary>A reference to an owner that controls.</summary>
    public static JsonArray OwnerOf(JsonObject owner) => new(new JsonObject
    {
        ["apiVersion"] = owner.Text("apiVersion"), ["kind"] = owner.Text("kind"), ["name"] = owner.Text("metadata", "name"), ["uid"] = owner.Text("metadata", "uid"),
        ["controller"] = true, ["blockOwnerDeletion"] = true,
    });

    private void Write(string group, string plural, JsonObject item, Action<JsonObject> change, WriteOptions options)
    {
        try
        {
            writer.Update(Type(group, plural), item.Text("metadata", "namespace"), item.Text("metadata", "name")!, live =>
            {
                change(live);
                return live;
            }, options);
        }
        catch (ApiException gone) when (gone.Status.Code is 404)
        {
            // It was deleted meanwhile: nothing is left to do.
        }
    }
}
