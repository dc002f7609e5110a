using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>
/// The body of a request to a model without what would have the model's own machines reach out for it: tools that run there (searching, fetching, MCP servers) are taken
/// out, and contents that are fetched from an address refuse the request. Either would carry secrets past every wall of ours.
/// </summary>
internal static class ModelBody
{
    private static readonly JsonSerializerOptions AsItCame = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256, AllowDuplicateProperties = false };

    // Lists of servers and searches that stand beside the tools.
    private static readonly string[] Reaching = ["mcp_servers", "web_search_options", "connectors"];

    // Tools that the agent runs itself; by what their type begins with.
    private static readonly string[] OwnTypes = ["custom", "function", "bash_", "text_editor_", "memory_", "computer_", "local_shell", "apply_patch"];
    private static readonly string[] OwnOfGemini = ["functionDeclarations", "function_declarations"];

    internal static byte[] Clean(ModelApi api, byte[] body)
    {
        try
        {
            // Written anew, so that what was looked at is what arrives, whatever another reader would have made of the bytes.
            if (JsonNode.Parse(body, documentOptions: Deep) is not JsonObject request) throw Refusal.Malformed("the body is no JSON object");
            foreach (var name in Reaching) request.Remove(name);
            if (request["tools"] is not JsonArray tools) request.Remove("tools");
            else foreach (var tool in tools.ToList()) Keep(api, tools, tool);
            FetchedContent.Refuse(request);
            return JsonSerializer.SerializeToUtf8Bytes(request, AsItCame);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Refusal.Malformed("the body is no JSON that can be read in one way only");
        }
    }

    private static void Keep(ModelApi api, JsonArray tools, JsonNode? tool)
    {
        if (tool is not JsonObject found) tools.Remove(tool);
        else if (api == ModelApi.Gemini)
        {
            foreach (var name in found.Select(property => property.Key).Where(name => !OwnOfGemini.Contains(name)).ToList()) found.Remove(name);
            if (found.Count == 0) tools.Remove(found);
        }
        else if (found["type"] is { } type && !OwnTypes.Any(own => type.GetValue<string>().StartsWith(own, StringComparison.Ordinal))) tools.Remove(found);
    }
}
