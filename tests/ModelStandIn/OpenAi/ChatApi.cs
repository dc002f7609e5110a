using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ModelStandIn.OpenAi;

/// <summary>OpenAI's chat completions, which many other services speak as well.</summary>
internal sealed class ChatApi(ModelScript script, ModelServer server) : OpenAiApi(script, server)
{
    public async Task Answer(HttpContext context)
    {
        if (await Checked(context, ChatRules.Wrong) is not { } body) return;
        var seen = new ModelRequest((string)body["model"]!, body)
        {
            Prompt = ChatRules.Prompt(body),
            Aside = body["tools"] is not JsonArray { Count: > 0 },
            InputTokens = ModelRequest.Count(body.ToJsonString()),
        };
        if (await Next(context, seen, ChatRules.Calls(body)) is not var (turn, number)) return;
        var answer = new ChatAnswer(seen, turn, number);
        seen.OutputTokens = answer.Tokens;
        if (body["stream"]?.GetValue<bool>() == true) seen.Answered = await EventStream.Write(context, answer.Events(body["stream_options"]?["include_usage"]?.GetValue<bool>() == true), turn.Fault, end: "[DONE]");
        else seen.Answered = await EventStream.WriteWhole(context, answer.Whole(), turn.Fault);
    }
}
