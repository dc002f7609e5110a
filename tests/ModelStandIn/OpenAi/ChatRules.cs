using System.Text.Json.Nodes;

namespace ModelStandIn.OpenAi;

/// <summary>What the real service refuses.</summary>
internal static class ChatRules
{
    private static readonly HashSet<string> Known =
    [
        "model", "messages", "tools", "tool_choice", "parallel_tool_calls", "stream", "stream_options", "max_tokens", "max_completion_tokens", "temperature", "top_p", "n", "stop",
        "presence_penalty", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs", "user", "seed", "response_format", "reasoning_effort", "verbosity", "service_tier", "store",
        "metadata", "prediction", "modalities", "audio", "prompt_cache_key", "prompt_cache_retention", "safety_identifier", "web_search_options",
    ];

    private static readonly string[] Roles = ["system", "developer", "user", "assistant", "tool"];

    /// <summary>What is wrong with a request; null when nothing is.</summary>
    public static string? Wrong(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown) return $"Unrecognized request argument supplied: {unknown}";
        if (body["model"] is not JsonValue model || !model.TryGetValue<string>(out var name) || name.Length == 0) return "you must provide a model parameter";
        return body["messages"] is JsonArray { Count: > 0 } ? WrongMessages(body) : "Missing required parameter: 'messages'.";
    }

    /// <summary>What people said.</summary>
    public static string Prompt(JsonObject body) => string.Join('\n', Messages(body).Where(message => (string?)message["role"] == "user").SelectMany(Texts));

    /// <summary>Ids of the tool calls so far.</summary>
    public static IEnumerable<string> Calls(JsonObject body) => Messages(body).SelectMany(CallsOf);

    private static string? WrongMessages(JsonObject body)
    {
        var open = new List<string>();
        foreach (var (index, message) in Messages(body).Index())
        {
            if (!Roles.Contains((string?)message["role"])) return $"Invalid value for messages[{index}].role";
            if ((string?)message["role"] == "tool")
            {
                if (!open.Remove((string?)message["tool_call_id"] ?? "")) return $"messages with role 'tool' must be a response to a preceeding message with 'tool_calls' (messages[{index}])";
                continue;
            }
            if (open.Count > 0) return $"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. Missing: {open[0]}";
            open = [.. CallsOf(message)];
        }
        return open.Count == 0 ? null : $"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. Missing: {open[0]}";
    }

    private static IEnumerable<JsonObject> Messages(JsonObject body) => ((JsonArray)body["messages"]!).OfType<JsonObject>();

    private static IEnumerable<string> CallsOf(JsonObject message) => message["tool_calls"] is JsonArray calls ? calls.Select(call => (string?)call?["id"] ?? "") : [];

    private static IEnumerable<string> Texts(JsonObject message) => message["content"] switch
    {
        JsonValue whole => [whole.GetValue<string>()],
        JsonArray parts => parts.Select(part => (string?)part?["text"] ?? ""),
        _ => [],
    };
}
