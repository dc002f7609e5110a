using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.Anthropic;

/// <summary>Anthropic's Messages.</summary>
internal sealed class MessagesApi(ModelScript script, ModelServer server)
{
    public async Task Answer(HttpContext context)
    {
        var body = await Checked(context, MessagesRules.Wrong);
        if (body is null) return;
        var seen = new ModelRequest((string)body["model"]!, body)
        {
            Prompt = MessagesRules.Prompt(body),
            Aside = body["tools"] is not JsonArray { Count: > 0 },
            InputTokens = ModelRequest.Count(body.ToJsonString()),
        };
        server.Saw(seen);
        var next = seen.Aside ? (new Turn("A change."), 0) : script.Next(seen.Prompt, MessagesRules.Calls(body));
        if (next is not var (turn, number))
        {
            await Refuse(context, StatusCodes.Status400BadRequest, $"no scene fits the prompt: {seen.Prompt[..Math.Min(200, seen.Prompt.Length)]}");
            return;
        }
        if (turn.Fault is { Kind: FaultKind.Status } fault)
        {
            await EventStream.Write(context, fault.Status, Error(fault.Status, "the script says so"));
            return;
        }
        if (turn.Fault is { Kind: FaultKind.Hanging })
        {
            await EventStream.Hang(context, server.Ending);
            return;
        }
        seen.OutputTokens = MessagesAnswer.Tokens(turn);
        var answer = new MessagesAnswer(seen, turn, number);
        if (body["stream"]?.GetValue<bool>() == true) seen.Answered = await EventStream.Write(context, answer.Events(), turn.Fault);
        else
        {
            await EventStream.Write(context, StatusCodes.Status200OK, answer.Whole());
            seen.Answered = true;
        }
    }

    public async Task Count(HttpContext context)
    {
        if (await Checked(context, MessagesRules.WrongToCount) is { } body)
            await EventStream.Write(context, StatusCodes.Status200OK, new JsonObject { ["input_tokens"] = ModelRequest.Count(body.ToJsonString()) });
    }

    private async Task<JsonObject?> Checked(HttpContext context, Func<JsonObject, string?> wrong)
    {
        var key = context.Request.Headers["x-api-key"].ToString();
        var bearer = context.Request.Headers.Authorization.ToString();
        if (key != server.Key && bearer != $"Bearer {server.Key}")
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, key.Length + bearer.Length == 0 ? "x-api-key header is required" : "invalid x-api-key");
            return null;
        }
        var body = await EventStream.Read(context);
        var problem = context.Request.Headers["anthropic-version"].Count == 0 ? "anthropic-version: header is required" : body is null ? "the request body is not valid JSON" : wrong(body);
        if (problem is null) return body;
        await Refuse(context, StatusCodes.Status400BadRequest, problem);
        return null;
    }

    private Task Refuse(HttpContext context, int status, string why)
    {
        server.Refused($"{status}: {why}");
        return EventStream.Write(context, status, Error(status, why));
    }

    private static JsonObject Error(int status, string message) => new()
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
