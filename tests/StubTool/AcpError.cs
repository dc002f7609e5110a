using System.Text.Json.Nodes;

namespace StubTool;

/// <summary>An error with which the stand-in answers.</summary>
internal sealed class AcpError(int code, string message) : Exception(message)
{
    /// <summary>As JSON-RPC has it.</summary>
    public JsonObject Body => new() { ["code"] = code, ["message"] = Message };
}
