using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubernetesStandIn.Http.Protobuf;
using KubernetesStandIn.Json;
using Microsoft.AspNetCore.Http;
using YamlDotNet.Core;

namespace KubernetesStandIn.Http;

/// <summary>Reads what a request brings, as JSON, YAML or protobuf.</summary>
internal static class Body
{
    private static readonly string[] Understood = ["application/json", "application/yaml", ProtobufBody.MediaType];

    /// <summary>The body; null when it is empty.</summary>
    public static async Task<JsonNode?> Read(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        if (bytes.Length == 0) return null;
        if (MediaType(request) == ProtobufBody.MediaType) return ProtobufBody.Read(bytes.ToArray());
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        try
        {
            return MediaType(request).EndsWith("yaml", StringComparison.Ordinal) && !text.TrimStart().StartsWith('{') ? YamlReading.Documents(text).FirstOrDefault() : JsonNode.Parse(text);
        }
        catch (Exception fault) when (fault is JsonException or YamlException)
        {
            throw new ApiException(ApiStatus.BadRequest($"the object provided is unrecognized (must be of type Object): couldn't get version/kind; {fault.Message}"));
        }
    }

    /// <summary>The object a request must bring.</summary>
    public static async Task<JsonObject> Object(HttpRequest request, CancellationToken cancellationToken)
    {
        if (MediaType(request) is { Length: > 0 } media && !Understood.Contains(media))
            throw new ApiException(new ApiStatus(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: application/json, application/yaml"));
        return await Read(request, cancellationToken) as JsonObject ?? throw new ApiException(ApiStatus.BadRequest("the request must bring an object"));
    }

    /// <summary>Without parameters.</summary>
    public static string MediaType(HttpRequest request) => (request.ContentType ?? "").Split(';')[0].Trim();
}
