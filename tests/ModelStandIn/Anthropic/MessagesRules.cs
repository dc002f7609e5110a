using System.Text.Json.Nodes;

namespace ModelStandIn.Anthropic;

/// <summary>What the real service refuses.</summary>
internal static class MessagesRules
{
    private static readonly HashSet<string> Known =
    [
        "model", "messages", "max_tokens", "system", "tools", "tool_choice", "metadata", "stop_sequences", "stream", "temperature", "top_p", "top_k", "thinking", "container",
        "mcp_servers", "context_management", "service_tier", "output_config", "output_format", "cache_control", "inference_geo", "speed",
    ];

    /// <summary>What is wrong with a request for an answer; null when nothing is.</summary>
    public static string? Wrong(JsonObject body) =>
        body["max_tokens"] is not JsonValue most || !most.TryGetValue<long>(out var tokens) ? "max_tokens: Field required" : tokens < 1 ? "max_tokens: must be greater than or equal to 1" : WrongToCount(body);

    /// <summary>The same for one that asks how long it is.</summary>
    public static string? WrongToCount(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown) return $"{unknown}: Extra inputs are not permitted";
        if (body["model"] is not JsonValue model || !model.TryGetValue<string>(out var name) || name.Length == 0) return "model: Field required";
        return body["messages"] is JsonArray { Count: > 0 } messages ? WrongMessages(messages) : "messages: at least one message is required";
    }

    /// <summary>What people said, without reminders of the CLI's own and results of tools.</summary>
    public static string Prompt(JsonObject body) => string.Join('\n', Messages(body).Where(message => Role(message) == "user").SelectMany(Texts));

    /// <summary>Names of the tool calls so far.</summary>
    public static IEnumerable<string> Calls(JsonObject body) => Messages(body).SelectMany(message => Blocks(message, "tool_use")).Select(block => (string?)block["id"] ?? "");

    private static string? WrongMessages(JsonArray messages)
    {
        var open = new List<string>();
        foreach (var (index, node) in messages.Index())
        {
            if (node is not JsonObject message || Role(message) is not ("user" or "assistant" or "system")) return $"messages.{index}.role: must be user or assistant";
            if (index == 0 && Role(message) != "user") return "messages: first message must use the user role";
            if (message["content"] is JsonArray { Count: 0 } or null) return $"messages.{index}: all messages must have non-empty content";
            if (Texts(message).Any(text => text.Length == 0)) return $"messages.{index}: text content blocks must be non-empty";
            var results = Blocks(message, "tool_result").Select(block => (string?)block["tool_use_id"] ?? "").ToList();
            if (results.Except(open).FirstOrDefault() is { } stray) return $"messages.{index}: unexpected `tool_use_id` found in `tool_result` blocks: {stray}";
            if (open.Except(results).FirstOrDefault() is { } unanswered) return $"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: {unanswered}";
            open = [.. Blocks(message, "tool_use").Select(block => (string?)block["id"] ?? "")];
            if (open.Count != open.Distinct().Count()) return $"messages.{index}: `tool_use` ids must be unique";
        }
        return open.Count == 0 ? null : $"messages: `tool_use` ids were found without `tool_result` blocks immediately after: {open[0]}";
    }

    private static IEnumerable<JsonObject> Messages(JsonObject body) => ((JsonArray)body["messages"]!).OfType<JsonObject>();

    private static string? Role(JsonObject message) => (string?)message["role"];

    private static IEnumerable<string> Texts(JsonObject message) =>
        message["content"] is JsonValue whole ? [whole.GetValue<string>()] : Blocks(message, "text").Select(block => (string?)block["text"] ?? "");

    private static IEnumerable<JsonObject> Blocks(JsonObject message, string type) =>
        message["content"] is JsonArray blocks ? blocks.OfType<JsonObject>().Where(block => (string?)block["type"] == type) : [];
}
