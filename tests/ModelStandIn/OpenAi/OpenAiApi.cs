using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.OpenAi;

/// <summary>What OpenAI's interfaces have in common.</summary>
internal abstract class OpenAiApi(ModelScript script, ModelServer server) : ModelApi(script, server)
{
    protected Task<JsonObject?> Checked(HttpContext context, Func<JsonObject, string?> wrong) =>
        Admit(context, context.Request.Headers.Authorization.ToString() == $"Bearer {Key}" ? null : "Incorrect API key provided", wrong);

    protected override JsonObject Error(int status, string message) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = message,
            ["type"] = status switch { 401 or 400 => "invalid_request_error", 429 => "rate_limit_error", _ => "server_error" },
            ["param"] = null,
            ["code"] = status switch { 401 => "invalid_api_key", 429 => "rate_limit_exceeded", _ => null },
        },
    };
}
