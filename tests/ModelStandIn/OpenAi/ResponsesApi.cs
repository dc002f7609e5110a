using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.OpenAi;

/// <summary>OpenAI's Responses.</summary>
internal sealed class ResponsesApi(ModelScript script, ModelServer server)
{
    public async Task Answer(HttpContext context)
    {
        if (context.Request.Headers.Authorization.ToString() != $"Bearer {server.Key}")
        {
            await Refuse(context, StatusCodes.Status401Unauthorized, "Incorrect API key provided");
            return;
        }
        var body = await EventStream.Read(context);
        if (body is null || ResponsesRules.Wrong(body) is not null)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, body is null ? "the request body is not valid JSON" : ResponsesRules.Wrong(body)!);
            return;
        }
        var seen = new ModelRequest((string)body["model"]!, body)
        {
            Prompt = ResponsesRules.Prompt(body),
            Aside = !ResponsesRules.OffersTools(body),
            InputTokens = ModelRequest.Count(body.ToJsonString()),
        };
        server.Saw(seen);
        if ((seen.Aside ? (new Turn("A change."), 0) : script.Next(seen.Prompt, ResponsesRules.Calls(body))) is not var (turn, number))
        {
            await Refuse(context, StatusCodes.Status400BadRequest, $"no scene fits the prompt: {seen.Prompt[..Math.Min(200, seen.Prompt.Length)]}");
            return;
        }
        await Play(context, seen, turn, number);
    }

    private async Task Play(HttpContext context, ModelRequest seen, Turn turn, int number)
    {
        switch (turn.Fault?.Kind)
        {
            case FaultKind.Status:
                await EventStream.Write(context, turn.Fault.Status, Error(turn.Fault.Status, "the script says so"));
                return;
            case FaultKind.Hanging:
                await EventStream.Hang(context, server.Ending);
                return;
        }
        var answer = new ResponsesAnswer(seen, turn, number);
        seen.OutputTokens = answer.Tokens;
        seen.Answered = await EventStream.Write(context, answer.Events(), turn.Fault);
    }

    private Task Refuse(HttpContext context, int status, string why)
    {
        server.Refused($"{status}: {why}");
        return EventStream.Write(context, status, Error(status, why));
    }

    private static JsonObject Error(int status, string message) => new()
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
