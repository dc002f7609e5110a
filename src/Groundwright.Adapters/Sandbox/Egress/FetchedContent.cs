using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Finds content in a request that the model's side would fetch from an address: <c>https://collector/?secret</c> as an image.</summary>
internal static class FetchedContent
{
    private static readonly string[] Addresses = ["url", "image_url", "file_url", "fileUri", "file_uri"];

    // What tools are called with and how they are described is text for the agent, fetched by nobody.
    private static readonly string[] Opaque = ["input", "input_schema", "parameters", "args", "arguments", "functionDeclarations", "function_declarations", "schema", "metadata"];

    /// <exception cref="Refusal">There is some.</exception>
    internal static void Refuse(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list) Refuse(item);
                break;
            case JsonObject entry:
                // The input of a Responses request is its messages; that of a tool is a tool's.
                var isMessages = entry["input"] is JsonArray;
                foreach (var (name, value) in entry)
                {
                    if (Addresses.Contains(name) && value?.GetValueKind() == JsonValueKind.String) Check(value.GetValue<string>());
                    else if (!Opaque.Contains(name) || (name == "input" && isMessages)) Refuse(value);
                }
                break;
        }
    }

    private static void Check(string address)
    {
        if (!address.StartsWith("data:", StringComparison.Ordinal))
            throw Refusal.Forbidden($"content at {(Uri.TryCreate(address, UriKind.Absolute, out var place) ? place.Authority : "an address")} would be fetched by the model's side; send it as data:");
    }
}
