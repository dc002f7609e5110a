using KubernetesStandIn.Discovery;

namespace KubernetesStandIn.Storage;

/// <summary>Where an object is kept: the same in every version of its group.</summary>
internal readonly record struct ObjectKey(string Group, string Plural, string? Namespace, string Name)
{
    public static ObjectKey Of(ResourceType type, string? @namespace, string name) => new(type.Group, type.Plural, type.Namespaced ? @namespace : null, name);

    /// <summary>The order of lists.</summary>
    public string Order => $"{Group}/{Plural}/{Namespace}/{Name}";
}
