using System.Text.Json.Nodes;

namespace ModelStandIn.OpenAi;

/// <summary>One turn as an answer of Responses.</summary>
internal sealed class ResponsesAnswer(ModelRequest request, Turn turn, int number)
{
    private readonly string id = $"resp_{Guid.NewGuid():N}";

    public long Tokens => ModelRequest.Count(turn.Text + string.Concat(turn.Calls.Select(call => call.Text ?? call.Input.ToJsonString())));

    public IReadOnlyList<JsonObject> Events()
    {
        var events = new List<JsonObject> { new() { ["type"] = "response.created", ["response"] = new JsonObject { ["id"] = id, ["status"] = "in_progress" } } };
        foreach (var (index, item) in Items().Index())
        {
            events.Add(new JsonObject { ["type"] = "response.output_item.added", ["output_index"] = index, ["item"] = item.DeepClone() });
            if ((string?)item["type"] == "message")
                events.Add(new JsonObject { ["type"] = "response.output_text.delta", ["item_id"] = item["id"]!.DeepClone(), ["output_index"] = index, ["content_index"] = 0, ["delta"] = turn.Text });
            events.Add(new JsonObject { ["type"] = "response.output_item.done", ["output_index"] = index, ["item"] = item });
        }
        events.Add(new JsonObject
        {
            ["type"] = "response.completed",
            ["response"] = new JsonObject { ["id"] = id, ["status"] = "completed", ["model"] = request.Model, ["output"] = new JsonArray(), ["usage"] = Usage() },
        });
        foreach (var (index, item) in events.Index()) item["sequence_number"] = index;
        return events;
    }

    private IEnumerable<JsonObject> Items()
    {
        if (turn.Text.Length > 0) yield return new JsonObject
        {
            ["type"] = "message",
            ["id"] = $"msg_{Guid.NewGuid():N}",
            ["role"] = "assistant",
            ["status"] = "completed",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "output_text", ["text"] = turn.Text, ["annotations"] = new JsonArray() }),
        };
        foreach (var (index, call) in turn.Calls.Index()) yield return call.Text is { } text
            ? new JsonObject { ["type"] = "custom_tool_call", ["id"] = $"ctc_{number}_{index}", ["call_id"] = ToolCall.Id(number, index), ["name"] = call.Name, ["input"] = text, ["status"] = "completed" }
            : new JsonObject { ["type"] = "function_call", ["id"] = $"fc_{number}_{index}", ["call_id"] = ToolCall.Id(number, index), ["name"] = call.Name, ["arguments"] = call.Input.ToJsonString(), ["status"] = "completed" };
    }

    private JsonObject Usage() => new()
    {
        ["input_tokens"] = request.InputTokens,
        ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = 0 },
        ["output_tokens"] = request.OutputTokens,
        ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = 0 },
        ["total_tokens"] = request.InputTokens + request.OutputTokens,
    };
}
