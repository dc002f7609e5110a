#pragma warning disable VSTHRD003 // There is no synchronization context here: nothing to deadlock on.
using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace StubTool;

/// <summary>
/// An agent of the Agent Client Protocol that plays steps. It refuses what the real ones refuse: work before <c>initialize</c>, sessions that it does not know, parameters that are missing, answers
/// that were not offered. Sessions are kept in the home, so that another process can load them.
/// </summary>
internal sealed class AcpAgent(string[] steps)
{
    private const int InvalidRequest = -32600;
    private const int UnknownMethod = -32601;
    private const int InvalidParameters = -32602;
    private const int Internal = -32603;
    private const int NotFound = -32002;

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonObject>> asked = [];
    private readonly Lock gate = new();
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool initialized;
    private string? session;
    private int requests;

    /// <summary>Ends when the client has asked to stop.</summary>
    public Task Cancelled => cancelled.Task;

    /// <summary>Whether the session was begun in another process.</summary>
    public bool Loaded { get; private set; }

    private static string SessionFile(string id) => Path.Combine(Environment.GetEnvironmentVariable("HOME")!, $"{id}.session");

    /// <summary>Speaks on standard input and output until the input ends.</summary>
    public async Task<int> Run()
    {
        var work = Task.CompletedTask;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var message = (JsonObject)JsonNode.Parse(line)!;
            if ((string?)message["jsonrpc"] != "2.0") return Broken("not JSON-RPC 2.0");
            if (message["method"] is null) asked[(int)message["id"]!].SetResult(message);
            else if ((string)message["method"]! == "session/cancel") cancelled.TrySetResult();
            else if ((string)message["method"]! == "session/prompt" && Refusal(message) is null) work = Play(message["id"]!);
            else Answer(message);
        }
        if (steps.Contains("stay")) await Task.Delay(Timeout.Infinite);
        return 0;
    }

    /// <summary>Sends an update of the session.</summary>
    public void Update(string kind, JsonObject update)
    {
        update["sessionUpdate"] = kind;
        Send(new JsonObject { ["method"] = "session/update", ["params"] = new JsonObject { ["sessionId"] = session, ["update"] = update } });
    }

    /// <summary>Asks the client for something, and returns its whole answer.</summary>
    public Task<JsonObject> Ask(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref requests);
        var answer = asked[id] = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        parameters["sessionId"] = session;
        Send(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters });
        return answer.Task;
    }

    /// <summary>Prints a line as it is.</summary>
    public void Print(string line)
    {
        lock (gate) Console.Out.WriteLine(line);
    }

    private async Task Play(JsonNode id)
    {
        try
        {
            Reply(id, "result", await new AcpScene(this).Play(steps));
        }
        catch (AcpError error)
        {
            Reply(id, "error", error.Body);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Reply(id, "error", new AcpError(Internal, fault.Message).Body);
        }
    }

    private void Answer(JsonObject message)
    {
        var id = message["id"] ?? throw new InvalidDataException($"no such notification: {message["method"]}");
        if (Refusal(message) is var (code, why)) Reply(id, "error", new JsonObject { ["code"] = code, ["message"] = why });
        else Reply(id, "result", (string)message["method"]! switch { "initialize" => Initialized(), "session/set_mode" => [], _ => Opened(message["params"]!) });
    }

    private (int Code, string Why)? Refusal(JsonObject message)
    {
        var parameters = message["params"] as JsonObject ?? [];
        var method = (string)message["method"]!;
        if (method == "initialize") return parameters["protocolVersion"] is JsonValue version && version.TryGetValue<int>(out _) ? null : (InvalidParameters, "protocolVersion: expected number");
        if (!initialized) return (InvalidRequest, "not initialized");
        return method switch
        {
            "session/new" or "session/load" when parameters["mcpServers"] is not JsonArray => (InvalidParameters, "mcpServers: expected array"),
            "session/new" or "session/load" when !Path.IsPathFullyQualified((string?)parameters["cwd"] ?? "") => (InvalidParameters, "cwd: must be absolute"),
            "session/load" when !File.Exists(SessionFile((string?)parameters["sessionId"] ?? "")) => (NotFound, "Resource not found"),
            "session/new" or "session/load" => null,
            "session/prompt" or "session/set_mode" when session is null || (string?)parameters["sessionId"] != session => (NotFound, "Resource not found"),
            "session/prompt" when parameters["prompt"] is not JsonArray { Count: > 0 } => (InvalidParameters, "prompt: expected array"),
            "session/prompt" or "session/set_mode" => null,
            _ => (UnknownMethod, $"\"Method not found\": {method}"),
        };
    }

    private JsonObject Initialized()
    {
        initialized = true;
        return new JsonObject { ["protocolVersion"] = steps.Contains("version 2") ? 2 : 1, ["agentCapabilities"] = new JsonObject { ["loadSession"] = !steps.Contains("forgets") }, ["authMethods"] = new JsonArray() };
    }

    private JsonObject Opened(JsonNode parameters)
    {
        Loaded = parameters["sessionId"] is not null;
        session = (string?)parameters["sessionId"] ?? $"s{Environment.ProcessId}";
        File.WriteAllText(SessionFile(session), "");
        if (!Loaded) return new JsonObject { ["sessionId"] = session };
        Update("agent_message_chunk", new JsonObject { ["content"] = new JsonObject { ["type"] = "text", ["text"] = "said long ago" } });
        return [];
    }

    private void Reply(JsonNode id, string member, JsonObject body) => Send(new JsonObject { ["id"] = id.DeepClone(), [member] = body });

    private void Send(JsonObject message)
    {
        message["jsonrpc"] = "2.0";
        Print(message.ToJsonString());
    }

    private static int Broken(string why)
    {
        Console.Error.WriteLine(why);
        return 9;
    }
}
