using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.Google;

/// <summary>Google's generate content.</summary>
internal sealed class GenerateApi(ModelScript script, ModelServer server) : ModelApi(script, server)
{
    /// <summary>Answers <c>/v1beta/models/(model):(what)</c>.</summary>
    public async Task Answer(HttpContext context, string model, string what)
    {
        var stranger = context.Request.Headers["x-goog-api-key"].ToString() == Key ? null : "API key not valid. Please pass a valid API key.";
        if (await Admit(context, stranger, GenerateRules.Wrong) is not { } body) return;
        var count = ModelRequest.Count(body.ToJsonString());
        if (what == "countTokens")
        {
            await EventStream.Write(context, StatusCodes.Status200OK, new JsonObject { ["totalTokens"] = count });
            return;
        }
        var seen = new ModelRequest(model, body) { Prompt = GenerateRules.Prompt(body), Aside = !GenerateRules.OffersTools(body), InputTokens = count };
        if (await Next(context, seen, GenerateRules.Calls(body)) is not var (turn, _)) return;
        var answer = new GenerateAnswer(seen, turn);
        seen.OutputTokens = answer.Tokens;
        if (what == "streamGenerateContent") seen.Answered = await EventStream.Write(context, answer.Events(), turn.Fault);
        else seen.Answered = await EventStream.WriteWhole(context, answer.Whole(), turn.Fault);
    }

    // A key that is not valid is a bad request to the real service; as a status of its own it is told by its proxies.
    protected override JsonObject Error(int status, string message) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["status"] = status switch
            {
                400 => "INVALID_ARGUMENT",
                401 => "UNAUTHENTICATED",
                403 => "PERMISSION_DENIED",
                404 => "NOT_FOUND",
                429 => "RESOURCE_EXHAUSTED",
                503 => "UNAVAILABLE",
                _ => "INTERNAL",
            },
        },
    };
}
