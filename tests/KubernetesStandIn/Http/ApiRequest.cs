using KubernetesStandIn.Discovery;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Http;

/// <summary>A request for objects, as its path and query say it.</summary>
internal sealed record ApiRequest
{
    public required ResourceType Type { get; init; }

    /// <summary>Null: of all namespaces, or the kind has none.</summary>
    public string? Namespace { get; init; }

    /// <summary>Null: of the collection.</summary>
    public string? Name { get; init; }

    public string? Subresource { get; init; }

    /// <summary>As RBAC names it: get, list, watch, create, update, patch, delete, deletecollection.</summary>
    public required string Verb { get; init; }

    /// <summary>Reads a path below <c>/api</c> or <c>/apis</c>; null when no kind is served there.</summary>
    public static ApiRequest? Read(HttpRequest request, ResourceCatalog catalog)
    {
        var words = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var (group, version, rest) = words switch
        {
            ["api", var v, .. var below] => ("", v, below),
            ["apis", var g, var v, .. var below] => (g, v, below),
            _ => ("", "", []),
        };
        string? inNamespace = null;
        // /namespaces/x is the namespace itself, /namespaces/x/status a part of it, /namespaces/x/pods what is in it.
        if (rest is ["namespaces", var within, not ("status" or "finalize"), ..]) (inNamespace, rest) = (within, rest[2..]);
        if (rest.Length is 0 or > 3 || catalog.Find(group, version, rest[0]) is not { } type) return null;
        if (inNamespace is not null && !type.Namespaced) return null;
        return new ApiRequest
        {
            Type = type,
            Namespace = inNamespace,
            Name = rest.ElementAtOrDefault(1),
            Subresource = rest.ElementAtOrDefault(2),
            Verb = VerbOf(request, rest.Length > 1),
        };
    }

    private static string VerbOf(HttpRequest request, bool named) => request.Method switch
    {
        "GET" or "HEAD" when named => "get",
        "GET" or "HEAD" => request.Query["watch"].ToString() is "true" or "1" ? "watch" : "list",
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => named ? "delete" : "deletecollection",
        var other => other,
    };
}
