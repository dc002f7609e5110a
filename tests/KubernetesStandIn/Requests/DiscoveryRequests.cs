using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Schemas;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Answers what is not about objects: versions, groups, kinds, OpenAPI, health.</summary>
internal sealed class DiscoveryRequests(ResourceCatalog catalog, Swagger swagger)
{
    private readonly DiscoveryDocuments documents = new(catalog);
    private readonly OpenApiDocuments openApi = new(catalog, swagger);

    /// <summary>Whether the path was one of these and is answered.</summary>
    public async Task<bool> Answer(HttpContext context)
    {
        var words = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["healthz" or "livez" or "readyz"])
        {
            await context.Response.Text("ok", context.RequestAborted);
            return true;
        }
        if (Document(words) is not { } document) return false;
        await context.Response.Json(document, context.RequestAborted);
        return true;
    }

    private JsonObject? Document(string[] words) => words switch
    {
        ["version"] => DiscoveryDocuments.Version,
        ["api"] => DiscoveryDocuments.CoreVersions,
        ["apis"] => documents.Groups(),
        ["api", "v1"] => documents.Resources("v1"),
        ["apis", var group] => documents.Group(group),
        ["apis", var group, var version] => documents.Resources($"{group}/{version}"),
        ["openapi", "v3"] => openApi.Index(),
        ["openapi", "v3", .. var path] => openApi.Document(string.Join('/', path)),
        _ => null,
    };
}
