using System.Collections.Immutable;
using System.Text.Json.Nodes;
using KubernetesStandIn.Json;
using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Discovery;

/// <summary>Every kind that is served now. It grows and shrinks with the CustomResourceDefinitions in the store.</summary>
internal sealed class ResourceCatalog(Swagger swagger)
{
    private readonly ImmutableArray<ResourceType> builtIn = [.. BuiltInTypes.Read(swagger)];
    private ImmutableSortedDictionary<string, ImmutableArray<ResourceType>> custom = ImmutableSortedDictionary<string, ImmutableArray<ResourceType>>.Empty;

    public IEnumerable<ResourceType> All => builtIn.Concat(custom.Values.SelectMany(types => types));

    /// <summary>Group and version as in <c>apiVersion</c>, in the order they are listed.</summary>
    public IEnumerable<IGrouping<string, ResourceType>> Versions => All.GroupBy(type => type.ApiVersion);

    public ResourceType? Find(string group, string version, string plural) =>
        All.FirstOrDefault(type => type.Plural == plural && type.Group == group && type.Version == version);

    /// <summary>In whatever version it is served.</summary>
    public ResourceType? Find(string group, string plural) => All.FirstOrDefault(type => type.Plural == plural && type.Group == group);

    public ResourceType? OfKind(string apiVersion, string kind) => All.FirstOrDefault(type => type.Kind == kind && type.ApiVersion == apiVersion && type.Verbs.Contains("get"));

    public ResourceType Core(string plural) => Find("", plural)!;

    public void Install(JsonObject definition) =>
        custom = custom.SetItem(definition.Text("metadata", "name")!, [.. CustomTypes.Of(definition, swagger)]);

    public void Uninstall(string name) => custom = custom.Remove(name);
}
