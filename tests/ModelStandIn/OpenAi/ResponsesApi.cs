using Microsoft.AspNetCore.Http;

namespace ModelStandIn.OpenAi;

/// <summary>OpenAI's Responses.</summary>
internal sealed class ResponsesApi(ModelScript script, ModelServer server) : OpenAiApi(script, server)
{
    public async Task Answer(HttpContext context)
    {
        if (await Checked(context, ResponsesRules.Wrong) is not { } body) return;
        var seen = new ModelRequest((string)body["model"]!, body)
        {
            Prompt = ResponsesRules.Prompt(body),
            Aside = !ResponsesRules.OffersTools(body),
            InputTokens = ModelRequest.Count(body.ToJsonString()),
        };
        if (await Next(context, seen, ResponsesRules.Calls(body)) is not var (turn, number)) return;
        var answer = new ResponsesAnswer(seen, turn, number);
        seen.OutputTokens = answer.Tokens;
        seen.Answered = await EventStream.Write(context, answer.Events(), turn.Fault);
    }
}
