using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Adapters.Agents.CodingClis;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Messages of JSON-RPC 2.0, each one line.</summary>
internal static class RpcLine
{
    /// <summary>The other side asked for something that is not there.</summary>
    public const int MethodNotFound = -32601;

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Asks for something.</summary>
    public static string Request(int id, string method, JsonObject parameters) => Line(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters });

    /// <summary>Says something that is not answered.</summary>
    public static string Notification(string method, JsonObject parameters) => Line(new JsonObject { ["method"] = method, ["params"] = parameters });

    /// <summary>Answers a request.</summary>
    public static string Result(JsonNode id, JsonObject result) => Line(new JsonObject { ["id"] = id, ["result"] = result });

    /// <summary>Refuses a request.</summary>
    public static string Error(JsonNode id, int code, string message) =>
        Line(new JsonObject { ["id"] = id, ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    /// <summary>The id of a request: a number or a text; null: it is none.</summary>
    public static JsonNode? Id(LooseJson id) => id.Count is { } number ? JsonValue.Create(number) : id.Text is { } text ? JsonValue.Create(text) : null;

    private static string Line(JsonObject message)
    {
        message["jsonrpc"] = "2.0";
        return message.ToJsonString(AsItIs);
    }
}
