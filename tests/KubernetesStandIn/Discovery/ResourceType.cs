using KubernetesStandIn.Schemas;

namespace KubernetesStandIn.Discovery;

/// <summary>One kind of object as it is served in one version of its group.</summary>
internal sealed record ResourceType
{
    public static readonly IReadOnlyList<string> AllVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    /// <summary>Empty for the core group.</summary>
    public required string Group { get; init; }

    public required string Version { get; init; }

    public required string Plural { get; init; }

    public required string Kind { get; init; }

    public required bool Namespaced { get; init; }

    public required Schema Schema { get; init; }

    public IReadOnlyList<string> ShortNames { get; init; } = [];

    public IReadOnlyList<string> Categories { get; init; } = [];

    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>Whether status is written apart from the rest.</summary>
    public bool HasStatus { get; init; }

    public ScalePaths? Scale { get; init; }

    /// <summary>Defined by a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>What <c>kubectl get</c> shows after the name.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>As errors name it: <c>deployments.apps</c>.</summary>
    public string Qualified => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Whether a change of the wish counts up <c>metadata.generation</c>.</summary>
    public bool HasGeneration => IsCustom || Group is "apps" or "batch" or "networking.k8s.io" or "policy" or "apiextensions.k8s.io";

    public string Singular => Kind.ToLowerInvariant();
}

/// <summary>Where a scale subresource finds its numbers, as JSONPath.</summary>
internal sealed record ScalePaths(string Wanted, string Actual, string? Selector);

/// <summary>A column of <c>kubectl get</c>.</summary>
/// <param name="Name">Heading.</param>
/// <param name="Type">string, integer, date or boolean.</param>
/// <param name="Value">Reads the cell from the object; null is shown as nothing.</param>
/// <param name="Wide">Shown with <c>-o wide</c> only.</param>
internal sealed record Column(string Name, string Type, Func<System.Text.Json.Nodes.JsonObject, System.Text.Json.Nodes.JsonNode?> Value, bool Wide = false);
