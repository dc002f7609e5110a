using System.Text.Json.Nodes;

namespace KubernetesStandIn.Discovery;

/// <summary>What a client asks first: which groups, versions and kinds are there.</summary>
internal sealed class DiscoveryDocuments(ResourceCatalog catalog)
{
    public static JsonObject Version => new()
    {
        ["major"] = "1", ["minor"] = "32", ["gitVersion"] = "v1.32.0-stand-in", ["gitCommit"] = "", ["gitTreeState"] = "clean", ["buildDate"] = "2024-12-11T00:00:00Z",
        ["goVersion"] = "go1.23", ["compiler"] = "gc", ["platform"] = "linux/amd64",
    };

    public static JsonObject CoreVersions => new() { ["kind"] = "APIVersions", ["versions"] = new JsonArray("v1"), ["serverAddressByClientCIDRs"] = new JsonArray() };

    public JsonObject Groups() => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. catalog.All.Where(type => type.Group.Length > 0).GroupBy(type => type.Group).Select(Group)]),
    };

    public JsonObject? Group(string name)
    {
        var group = catalog.All.Where(type => type.Group == name).GroupBy(type => type.Group).FirstOrDefault();
        if (group is null) return null;
        var document = Group(group);
        document["kind"] = "APIGroup";
        document["apiVersion"] = "v1";
        return document;
    }

    public JsonObject? Resources(string apiVersion)
    {
        var types = catalog.All.Where(type => type.ApiVersion == apiVersion).ToList();
        if (types.Count == 0) return null;
        return new JsonObject
        {
            ["kind"] = "APIResourceList", ["apiVersion"] = "v1", ["groupVersion"] = apiVersion,
            ["resources"] = new JsonArray([.. types.SelectMany(Resources)]),
        };
    }

    private static JsonObject Group(IGrouping<string, ResourceType> group)
    {
        var versions = group.Select(type => type.Version).Distinct().Select(version => new JsonObject { ["groupVersion"] = $"{group.Key}/{version}", ["version"] = version }).ToList();
        return new JsonObject { ["name"] = group.Key, ["versions"] = new JsonArray([.. versions]), ["preferredVersion"] = versions[0].DeepClone() };
    }

    private static IEnumerable<JsonObject> Resources(ResourceType type)
    {
        var resource = Resource(type, type.Plural, type.Kind, type.Verbs);
        resource["singularName"] = type.Singular;
        if (type.ShortNames.Count > 0) resource["shortNames"] = new JsonArray([.. type.ShortNames.Select(name => JsonValue.Create(name))]);
        if (type.Categories.Count > 0) resource["categories"] = new JsonArray([.. type.Categories.Select(name => JsonValue.Create(name))]);
        yield return resource;
        if (type.HasStatus) yield return Resource(type, type.Plural + "/status", type.Kind, ["get", "patch", "update"]);
        if (type.Plural == "pods") yield return Resource(type, "pods/log", type.Kind, ["get"]);
        if (type.Scale is null) yield break;
        var scale = Resource(type, type.Plural + "/scale", "Scale", ["get", "patch", "update"]);
        scale["group"] = "autoscaling";
        scale["version"] = "v1";
        yield return scale;
    }

    private static JsonObject Resource(ResourceType type, string name, string kind, IEnumerable<string> verbs) => new()
    {
        ["name"] = name, ["singularName"] = "", ["namespaced"] = type.Namespaced, ["kind"] = kind, ["verbs"] = new JsonArray([.. verbs.Select(verb => JsonValue.Create(verb))]),
    };
}
