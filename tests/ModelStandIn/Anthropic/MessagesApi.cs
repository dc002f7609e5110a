using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.Anthropic;

/// <summary>Anthropic's Messages.</summary>
internal sealed class MessagesApi(ModelScript script, ModelServer server) : ModelApi(script, server)
{
    public async Task Answer(HttpContext context)
    {
        if (await Checked(context, MessagesRules.Wrong) is not { } body) return;
        var seen = new ModelRequest((string)body["model"]!, body)
        {
            Prompt = MessagesRules.Prompt(body),
            Aside = body["tools"] is not JsonArray { Count: > 0 },
            InputTokens = ModelRequest.Count(body.ToJsonString()),
        };
        if (await Next(context, seen, MessagesRules.Calls(body)) is not var (turn, number)) return;
        seen.OutputTokens = MessagesAnswer.Tokens(turn);
        var answer = new MessagesAnswer(seen, turn, number);
        if (body["stream"]?.GetValue<bool>() == true) seen.Answered = await EventStream.Write(context, answer.Events(), turn.Fault);
        else seen.Answered = await EventStream.WriteWhole(context, answer.Whole(), turn.Fault);
    }

    public async Task Count(HttpContext context)
    {
        if (await Checked(context, MessagesRules.WrongToCount) is { } body)
            await EventStream.Write(context, StatusCodes.Status200OK, new JsonObject { ["input_tokens"] = ModelRequest.Count(body.ToJsonString()) });
    }

    private Task<JsonObject?> Checked(HttpContext context, Func<JsonObject, string?> wrong)
    {
        var key = context.Request.Headers["x-api-key"].ToString();
        var bearer = context.Request.Headers.Authorization.ToString();
        var stranger = key == Key || bearer == $"Bearer {Key}" ? null : key.Length + bearer.Length == 0 ? "x-api-key header is required" : "invalid x-api-key";
        return Admit(context, stranger, body => context.Request.Headers["anthropic-version"].Count == 0 ? "anthropic-version: header is required" : wrong(body));
    }

    protected override JsonObject Error(int status, string message) => new()
    {
        ["type"] = "error",
        ["error"] = new JsonObject
        {
            ["type"] = status switch
            {
                400 => "invalid_request_error",
                401 => "authentication_error",
                403 => "permission_error",
                404 => "not_found_error",
                429 => "rate_limit_error",
                529 => "overloaded_error",
                _ => "api_error",
            },
            ["message"] = message,
        },
    };
}
