using KubernetesStandIn.Http;
using KubernetesStandIn.Storage;
using KubernetesStandIn.Writing;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Reads the parameters that all requests share.</summary>
internal static class Query
{
    public static Selector Selector(HttpRequest request) => Storage.Selector.Parse(request.Query["labelSelector"], request.Query["fieldSelector"]);

    public static WriteOptions Write(HttpRequest request, ApiRequest api) => new()
    {
        Manager = request.Query["fieldManager"].ToString() is { Length: > 0 } manager ? manager : request.Headers.UserAgent.ToString().Split('/')[0],
        DryRun = DryRun(request),
        Validation = request.Query["fieldValidation"].ToString() switch
        {
            "Strict" => FieldValidation.Strict,
            "Ignore" => FieldValidation.Ignore,
            "Warn" or "" => FieldValidation.Warn,
            var other => throw new ApiException(ApiStatus.BadRequest($"fieldValidation: Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\"")),
        },
        Subresource = api.Subresource,
        Force = request.Query["force"] == "true",
    };

    public static bool DryRun(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" => false,
        "All" => true,
        var other => throw new ApiException(ApiStatus.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\"")),
    };

    /// <summary>Whether tables are wanted, as <c>kubectl get</c> does.</summary>
    public static bool WantsTable(HttpRequest request) => request.Headers.Accept.ToString().Contains("as=Table", StringComparison.Ordinal);
}
