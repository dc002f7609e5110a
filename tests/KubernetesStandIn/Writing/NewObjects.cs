using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Storage;

namespace KubernetesStandIn.Writing;

/// <summary>What only a new object gets: a name, an id, a birth time, and what its kind needs from the start.</summary>
internal sealed class NewObjects(ObjectStore store, TimeProvider time)
{
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    public static void Name(JsonObject item)
    {
        if (item.Text("metadata", "name") is null && item.Text("metadata", "generateName") is { } prefix)
            item.Ensure("metadata")["name"] = prefix + string.Concat(Guid.NewGuid().ToByteArray().Take(5).Select(one => Letters[one % Letters.Length]));
    }

    public void CheckNamespace(ResourceType type, string? inNamespace, string name, ResourceCatalog catalog)
    {
        if (!type.Namespaced) return;
        var namespaces = catalog.Core("namespaces");
        var found = store.Peek(ObjectKey.Of(namespaces, null, inNamespace!)) ?? throw new ApiException(ApiStatus.NotFound(namespaces, inNamespace!));
        if (found.At("metadata", "deletionTimestamp") is not null)
            throw new ApiException(ApiStatus.Forbidden(type, name, $"{type.Qualified} \"{name}\" is forbidden: unable to create new content in namespace {inNamespace} because it is being terminated"));
    }

    public void Begin(ResourceType type, JsonObject item)
    {
        var meta = item.Ensure("metadata");
        foreach (var name in new[] { "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink" }) meta.Remove(name);
        meta["uid"] = Guid.NewGuid().ToString();
        meta["creationTimestamp"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (type.HasGeneration) meta["generation"] = 1;
        else meta.Remove("generation");
        if (type.HasStatus) item.Remove("status");
        BeginKind(type, item);
    }

    private void BeginKind(ResourceType type, JsonObject item)
    {
        switch (type.IsCustom ? "" : type.Plural)
        {
            case "namespaces":
                item.Ensure("spec")["finalizers"] = new JsonArray("kubernetes");
                item["status"] = new JsonObject { ["phase"] = "Active" };
                break;
            case "pods":
                item["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = "BestEffort" };
                break;
            case "services":
                GiveAddress(item.Ensure("spec"));
                break;
            case "jobs":
                Job(item);
                break;
            case "customresourcedefinitions":
                Established(item);
                break;
        }
    }

    private void GiveAddress(JsonObject spec)
    {
        if (spec.Text("type") == "ExternalName") return;
        // One address for each version of the store: never given twice.
        var number = store.Version + 10;
        if (spec.Text("clusterIP") is null) spec["clusterIP"] = $"10.96.{number / 250 % 250}.{(number % 250) + 1}";
        spec["clusterIPs"] = new JsonArray(spec.Text("clusterIP"));
    }

    private static void Job(JsonObject item)
    {
        var labels = new JsonObject { ["batch.kubernetes.io/controller-uid"] = item.Text("metadata", "uid"), ["batch.kubernetes.io/job-name"] = item.Text("metadata", "name") };
        item.Ensure("spec").Default("selector", new JsonObject { ["matchLabels"] = new JsonObject { ["batch.kubernetes.io/controller-uid"] = item.Text("metadata", "uid") } });
        foreach (var (name, value) in labels) item.Ensure("spec", "template", "metadata", "labels")[name] = value?.DeepClone();
        item.Ensure("spec", "template", "metadata", "labels")["job-name"] = item.Text("metadata", "name");
    }

    private static void Established(JsonObject item)
    {
        var names = item.At("spec", "names") as JsonObject;
        names?.Default("singular", names.Text("kind")!.ToLowerInvariant());
        names?.Default("listKind", names.Text("kind") + "List");
        item["status"] = new JsonObject
        {
            ["acceptedNames"] = names?.DeepClone(),
            ["storedVersions"] = new JsonArray([.. item.Objects("spec", "versions").Where(version => version.Flag("storage")).Select(version => version["name"]?.DeepClone())]),
            ["conditions"] = new JsonArray(Condition("NamesAccepted", "NoConflicts", item), Condition("Established", "InitialNamesAccepted", item)),
        };
    }

    private static JsonObject Condition(string type, string reason, JsonObject item) => new()
    {
        ["type"] = type, ["status"] = "True", ["reason"] = reason, ["message"] = "the initial names have been accepted", ["lastTransitionTime"] = item.Text("metadata", "creationTimestamp"),
    };
}
