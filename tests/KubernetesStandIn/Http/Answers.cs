using System.Text.Json.Nodes;
using System.Text;
using KubernetesStandIn.Json;
using Microsoft.AspNetCore.Http;

namespace KubernetesStandIn.Http;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    public static Task Json(this HttpResponse response, JsonNode body, CancellationToken cancellationToken, int code = 200)
    {
        response.StatusCode = code;
        response.ContentType = "application/json";
        return response.WriteAsync(body.Plain(), cancellationToken);
    }

    public static Task Status(this HttpResponse response, ApiStatus status, CancellationToken cancellationToken) => response.Json(status.Json(), cancellationToken, status.Code);

    public static Task Text(this HttpResponse response, string text, CancellationToken cancellationToken)
    {
        response.ContentType = "text/plain";
        return response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
    }

    /// <summary>What <c>kubectl</c> prints as a warning.</summary>
    public static void Warn(this HttpResponse response, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings) response.Headers.Append("Warning", $"299 - \"{warning.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
    }
}
