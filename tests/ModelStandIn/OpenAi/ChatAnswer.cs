using System.Text.Json.Nodes;

namespace ModelStandIn.OpenAi;

/// <summary>One turn as an answer of chat completions.</summary>
internal sealed class ChatAnswer(ModelRequest request, Turn turn, int number)
{
    private readonly string id = $"chatcmpl-{Guid.NewGuid():N}";

    private string Finish => turn.Calls.Count == 0 ? "stop" : "tool_calls";

    public long Tokens => ModelRequest.Count(turn.Text + string.Concat(turn.Calls.Select(call => call.Input.ToJsonString())));

    public JsonObject Whole()
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = turn.Text };
        if (turn.Calls.Count > 0) message["tool_calls"] = new JsonArray([.. turn.Calls.Index().Select(call => Call(call.Index, call.Item))]);
        var answer = Frame("chat.completion", new JsonArray(new JsonObject { ["index"] = 0, ["message"] = message, ["finish_reason"] = Finish }));
        answer["usage"] = Usage();
        return answer;
    }

    public IReadOnlyList<JsonObject> Events(bool usage)
    {
        List<JsonObject> deltas = [new() { ["role"] = "assistant", ["content"] = "" }];
        deltas.AddRange(Pieces(turn.Text).Select(piece => new JsonObject { ["content"] = piece }));
        foreach (var (index, call) in turn.Calls.Index()) deltas.AddRange(CallPieces(index, call));
        List<JsonObject> events = [.. deltas.Select(delta => Chunk(delta, null)), Chunk([], Finish)];
        if (!usage) return events;
        var last = Frame("chat.completion.chunk", []);
        last["usage"] = Usage();
        return [.. events, last];
    }

    private IEnumerable<JsonObject> CallPieces(int index, ToolCall call)
    {
        var whole = Call(index, call);
        var arguments = (string)whole["function"]!["arguments"]!;
        whole["function"]!["arguments"] = "";
        whole["index"] = index;
        yield return new JsonObject { ["tool_calls"] = new JsonArray(whole) };
        foreach (var piece in Pieces(arguments))
            yield return new JsonObject { ["tool_calls"] = new JsonArray(new JsonObject { ["index"] = index, ["function"] = new JsonObject { ["arguments"] = piece } }) };
    }

    private JsonObject Call(int index, ToolCall call) => new()
    {
        ["id"] = ToolCall.Id(number, index),
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.Input.ToJsonString() },
    };

    // In several pieces, as they come from a real model, but not one for every word: that would take long for files.
    private static IEnumerable<string> Pieces(string text) => text.Chunk(Math.Max(1, (text.Length + 3) / 4)).Select(piece => new string(piece));

    private JsonObject Chunk(JsonObject delta, string? finish) =>
        Frame("chat.completion.chunk", new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finish }));

    private JsonObject Frame(string kind, JsonArray choices) => new()
    {
        ["id"] = id,
        ["object"] = kind,
        ["created"] = 0,
        ["model"] = request.Model,
        ["choices"] = choices,
    };

    private JsonObject Usage() => new()
    {
        ["prompt_tokens"] = request.InputTokens,
        ["completion_tokens"] = request.OutputTokens,
        ["total_tokens"] = request.InputTokens + request.OutputTokens,
    };
}
