using System.Text.Json.Nodes;

namespace ModelStandIn.Google;

/// <summary>What the real service refuses.</summary>
internal static class GenerateRules
{
    private static readonly HashSet<string> Known =
        ["contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "safetySettings", "cachedContent", "model", "generateContentRequest", "labels"];

    /// <summary>What is wrong with a request; null when nothing is.</summary>
    public static string? Wrong(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown) return $"Invalid JSON payload received. Unknown name \"{unknown}\": Cannot find field.";
        if (body["contents"] is not JsonArray { Count: > 0 }) return "* GenerateContentRequest.contents: contents is not specified";
        var open = 0;
        foreach (var content in Contents(body))
        {
            if ((string?)content["role"] is not ("user" or "model" or null)) return "Please use a valid role: user, model.";
            if (content["parts"] is not JsonArray { Count: > 0 }) return "Unable to submit request because it must have one or more parts";
            var results = Parts(content, "functionResponse").Count();
            if (results != open) return "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";
            open = Parts(content, "functionCall").Count();
        }
        return open == 0 ? null : "Please ensure that function call turn comes immediately before a function response turn.";
    }

    /// <summary>Whether functions may be called.</summary>
    public static bool OffersTools(JsonObject body) =>
        body["tools"] is JsonArray tools && tools.Any(tool => tool?["functionDeclarations"] is JsonArray { Count: > 0 });

    /// <summary>What people said.</summary>
    public static string Prompt(JsonObject body) =>
        string.Join('\n', Contents(body).Where(content => (string?)content["role"] != "model").SelectMany(content => ((JsonArray)content["parts"]!).Select(part => (string?)part?["text"] ?? "")));

    /// <summary>The calls so far, numbered: they have no ids here that a client must give back.</summary>
    public static IEnumerable<string> Calls(JsonObject body) =>
        Contents(body).Where(content => Parts(content, "functionCall").Any()).Index().Select(content => ToolCall.Id(content.Index, 0));

    private static IEnumerable<JsonObject> Contents(JsonObject body) => ((JsonArray)body["contents"]!).OfType<JsonObject>();

    private static IEnumerable<JsonNode> Parts(JsonObject content, string kind) => ((JsonArray)content["parts"]!).Select(part => part?[kind]).OfType<JsonNode>();
}
