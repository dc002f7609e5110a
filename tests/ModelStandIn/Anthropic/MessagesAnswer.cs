using System.Text.Json.Nodes;

namespace ModelStandIn.Anthropic;

/// <summary>One turn as an answer of Messages.</summary>
internal sealed class MessagesAnswer(ModelRequest request, Turn turn, int number)
{
    private readonly string id = $"msg_{Guid.NewGuid():N}";

    private string Stop => turn.Calls.Count == 0 ? "end_turn" : "tool_use";

    public static long Tokens(Turn turn) => ModelRequest.Count(turn.Text + string.Concat(turn.Calls.Select(call => call.Input.ToJsonString())));

    public JsonObject Whole()
    {
        var message = Message([.. Blocks()]);
        message["stop_reason"] = Stop;
        message["usage"] = Usage(request.OutputTokens);
        return message;
    }

    public IReadOnlyList<JsonObject> Events() =>
    [
        new() { ["type"] = "message_start", ["message"] = Message([]) },
        .. Blocks().Index().SelectMany(block => Block(block.Index, block.Item)),
        new()
        {
            ["type"] = "message_delta",
            ["delta"] = new JsonObject { ["stop_reason"] = Stop, ["stop_sequence"] = null },
            ["usage"] = Usage(request.OutputTokens),
        },
        new() { ["type"] = "message_stop" },
    ];

    private IEnumerable<JsonObject> Blocks()
    {
        if (turn.Text.Length > 0) yield return new JsonObject { ["type"] = "text", ["text"] = turn.Text };
        foreach (var (index, call) in turn.Calls.Index())
            yield return new JsonObject { ["type"] = "tool_use", ["id"] = ToolCall.Id(number, index), ["name"] = call.Name, ["input"] = call.Input.DeepClone() };
    }

    private static IEnumerable<JsonObject> Block(int index, JsonObject block)
    {
        var start = (JsonObject)block.DeepClone();
        var isText = (string?)block["type"] == "text";
        if (isText) start["text"] = "";
        else start["input"] = new JsonObject();
        yield return new JsonObject { ["type"] = "content_block_start", ["index"] = index, ["content_block"] = start };
        foreach (var piece in Pieces(isText ? (string)block["text"]! : block["input"]!.ToJsonString()))
        {
            var delta = isText ? new JsonObject { ["type"] = "text_delta", ["text"] = piece } : new JsonObject { ["type"] = "input_json_delta", ["partial_json"] = piece };
            yield return new JsonObject { ["type"] = "content_block_delta", ["index"] = index, ["delta"] = delta };
        }
        yield return new JsonObject { ["type"] = "content_block_stop", ["index"] = index };
    }

    // In several pieces, as they come from a real model, but not one for every word: that would take long for files.
    private static IEnumerable<string> Pieces(string text) => text.Chunk(Math.Max(1, (text.Length + 3) / 4)).Select(piece => new string(piece));

    private JsonObject Message(JsonArray content) => new()
    {
        ["id"] = id,
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = request.Model,
        ["content"] = content,
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
        ["usage"] = Usage(1),
    };

    private JsonObject Usage(long output) => new()
    {
        ["input_tokens"] = request.InputTokens,
        ["cache_creation_input_tokens"] = 0,
        ["cache_read_input_tokens"] = 0,
        ["output_tokens"] = output,
    };
}
