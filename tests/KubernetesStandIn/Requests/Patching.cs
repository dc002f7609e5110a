using System.Text.Json.Nodes;
using KubernetesStandIn.Http;
using KubernetesStandIn.Patches;
using KubernetesStandIn.Writing;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Requests;

/// <summary>Answers every kind of patch.</summary>
internal sealed class Patching(ObjectWriter writer)
{
    public async Task<JsonObject> Patch(ApiRequest api, HttpRequest request, WriteOptions options, CancellationToken cancellationToken)
    {
        var media = Body.MediaType(request);
        var body = await Body.Read(request, cancellationToken);
        if (media == "application/apply-patch+yaml") return Apply(api, request, body, options);
        if (request.Query.ContainsKey("force")) throw new ApiException(ApiStatus.BadRequest("PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: may not be specified for non-apply patch"));
        return writer.Update(api.Type, api.Namespace, api.Name!, live => Changed(api, media, live, body), options);
    }

    private JsonObject Apply(ApiRequest api, HttpRequest request, JsonNode? body, WriteOptions options)
    {
        if (request.Query["fieldManager"].ToString().Length == 0)
            throw new ApiException(new ApiStatus(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch"));
        return writer.Apply(api.Type, api.Namespace, api.Name!, body as JsonObject ?? throw new ApiException(ApiStatus.BadRequest("the request must bring an object")), options);
    }

    private static JsonObject Changed(ApiRequest api, string media, JsonObject live, JsonNode? body)
    {
        try
        {
            return (media, body) switch
            {
                ("application/json-patch+json", JsonArray operations) => JsonPatch.Apply(live, operations),
                ("application/merge-patch+json", JsonObject patch) => MergePatch.Apply(live, patch)!.AsObject(),
                ("application/strategic-merge-patch+json", JsonObject patch) when !api.Type.IsCustom => StrategicMergePatch.Apply(live, patch, api.Type.Schema),
                ("application/json-patch+json" or "application/merge-patch+json", _) => throw new ApiException(ApiStatus.BadRequest("the body is not a patch of the kind its content type names")),
                _ => throw new ApiException(new ApiStatus(415, "UnsupportedMediaType",
                    "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml")),
            };
        }
        catch (FormatException fault)
        {
            throw new ApiException(new ApiStatus(422, "Invalid", $"the server rejected our request due to an error in our request: {fault.Message}"));
        }
    }
}
