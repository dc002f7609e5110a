using System.Text.Json.Nodes;

namespace ModelStandIn.OpenAi;

/// <summary>What the real service refuses.</summary>
internal static class ResponsesRules
{
    private static readonly HashSet<string> Known =
    [
        "model", "input", "instructions", "tools", "tool_choice", "parallel_tool_calls", "reasoning", "store", "stream", "include", "prompt_cache_key", "text", "service_tier",
        "max_output_tokens", "metadata", "previous_response_id", "temperature", "top_p", "truncation", "user", "background", "conversation", "max_tool_calls", "prompt",
        "safety_identifier", "stream_options", "top_logprobs", "prompt_cache_retention", "client_metadata",
    ];

    /// <summary>What is wrong with a request; null when nothing is.</summary>
    public static string? Wrong(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown) return $"Unknown parameter: '{unknown}'.";
        if (body["model"] is not JsonValue model || !model.TryGetValue<string>(out var name) || name.Length == 0) return "you must provide a model parameter";
        if (body["stream"]?.GetValue<bool>() != true) return "only streams are played here";
        if (body["input"] is not JsonArray { Count: > 0 }) return "Missing required parameter: 'input'.";
        var (calls, results) = (Calls(body).ToList(), Results(body).ToList());
        if (results.Except(calls).FirstOrDefault() is { } stray) return $"No tool call found for function call output with call_id {stray}.";
        if (calls.Except(results).FirstOrDefault() is { } open) return $"No tool output found for function call {open}.";
        return calls.Count == calls.Distinct().Count() ? null : "Duplicate call_id.";
    }

    /// <summary>Whether tools may be called.</summary>
    public static bool OffersTools(JsonObject body) => body["tools"] is JsonArray { Count: > 0 } || Items(body).Any(item => (string?)item["type"] == "additional_tools");

    /// <summary>What people said.</summary>
    public static string Prompt(JsonObject body) => string.Join('\n', Items(body)
        .Where(item => (string?)item["role"] == "user" && item["content"] is JsonArray)
        .SelectMany(item => ((JsonArray)item["content"]!).Select(part => (string?)part?["text"] ?? "")));

    /// <summary>Names of the tool calls so far.</summary>
    public static IEnumerable<string> Calls(JsonObject body) => Of(body, "function_call", "custom_tool_call");

    private static IEnumerable<string> Results(JsonObject body) => Of(body, "function_call_output", "custom_tool_call_output");

    private static IEnumerable<string> Of(JsonObject body, params string[] types) =>
        Items(body).Where(item => types.Contains((string?)item["type"])).Select(item => (string?)item["call_id"] ?? "");

    private static IEnumerable<JsonObject> Items(JsonObject body) => ((JsonArray)body["input"]!).OfType<JsonObject>();
}
