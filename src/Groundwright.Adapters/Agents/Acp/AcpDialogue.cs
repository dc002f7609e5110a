#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>
/// One piece of work by the Agent Client Protocol, version 1: initialize, a session, the prompt, and an answer to what the agent asks meanwhile. It is offered no files and no terminals of
/// ours: what it does, it does in its room.
/// </summary>
internal sealed class AcpDialogue(CliCall call, AcpOpening opening) : ICliDialogue
{
    private const int Protocol = 1;

    private readonly Lock gate = new();
    private readonly Channel<string> said = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AcpUpdates updates = new(call.Task.Directory);
    private readonly AcpPermissions permissions = new(call.Task.Directory, call.Confined);
    private AcpStep step;
    private string? opened;
    private bool stopped;
    private bool loads;

    /// <inheritdoc/>
    public CliEnd? End { get; private set; }

    /// <summary>Set when the work was asked for.</summary>
    public string? Session { get; private set; }

    /// <inheritdoc/>
    public bool CanGoOn => loads && Session is not null;

    /// <inheritdoc/>
    public ChannelReader<string> Said => said.Reader;

    /// <inheritdoc/>
    public Task Over => over.Task;

    /// <summary>Begins the dialogue.</summary>
    public static AcpDialogue Begin(CliCall call, AcpOpening opening)
    {
        var dialogue = new AcpDialogue(call, opening);
        dialogue.Ask(AcpStep.Initializing, "initialize", new JsonObject
        {
            ["protocolVersion"] = Protocol,
            ["clientCapabilities"] = new JsonObject { ["fs"] = new JsonObject { ["readTextFile"] = false, ["writeTextFile"] = false }, ["terminal"] = false },
            ["clientInfo"] = new JsonObject { ["name"] = "groundwright", ["version"] = "1" },
        });
        return dialogue;
    }

    /// <inheritdoc/>
    public IReadOnlyList<AgentEvent> Take(string line)
    {
        if (LooseJson.Parse(line) is not { } message) return [];
        lock (gate)
        {
            if (step == AcpStep.Over) return [];
            if (message["method"].Text is { } method) return RpcLine.Id(message["id"]) is { } id ? Asked(id, method, message["params"]) : Told(method, message["params"]);
            return message["id"].Count == (int)step ? Answered(message) : [];
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            if (step == AcpStep.Prompting) said.Writer.TryWrite(RpcLine.Notification("session/cancel", new JsonObject { ["sessionId"] = Session }));
            else Finish();
        }
    }

    private void Ask(AcpStep next, string method, JsonObject parameters)
    {
        step = next;
        said.Writer.TryWrite(RpcLine.Request((int)next, method, parameters));
    }

    private void Finish()
    {
        step = AcpStep.Over;
        said.Writer.TryComplete();
        over.TrySetResult();
    }

    private IReadOnlyList<AgentEvent> Told(string method, LooseJson parameters) =>
        // While a session is loaded its history is told again.
        method == "session/update" && step == AcpStep.Prompting ? updates.Take(parameters["update"]) : [];

    private IReadOnlyList<AgentEvent> Asked(JsonNode id, string method, LooseJson parameters)
    {
        if (method != "session/request_permission")
        {
            said.Writer.TryWrite(RpcLine.Error(id, RpcLine.MethodNotFound, $"{method} is not offered here"));
            return [];
        }
        var heard = updates.Heard(parameters["toolCall"], out var tool);
        var answer = stopped ? AcpPermission.Cancelled : permissions.Decide(tool, parameters["options"]);
        said.Writer.TryWrite(RpcLine.Result(id, answer.Outcome()));
        return answer.Refused is { } what ? [.. heard, new AgentDenied(what)] : heard;
    }

    private IReadOnlyList<AgentEvent> Answered(LooseJson message)
    {
        var result = message["result"];
        if (message["error"].IsThere) return Ended(AcpFaults.Of(message["error"], updates.LastWords));
        switch (step)
        {
            case AcpStep.Initializing when result["protocolVersion"].Count != Protocol:
                return Ended(AcpFaults.Other($"It speaks version {result["protocolVersion"].Raw(20)} of the Agent Client Protocol; this is version {Protocol}."));
            case AcpStep.Initializing:
                loads = result["agentCapabilities"]["loadSession"].IsTrue;
                Ask(AcpStep.OpeningSession, call.Session is null ? "session/new" : "session/load", SessionParameters());
                return [];
            case AcpStep.OpeningSession when (call.Session ?? result["sessionId"].Text) is not { Length: > 0 }:
                return Ended(AcpFaults.Other("It opened a session without a name."));
            case AcpStep.OpeningSession:
                opened = call.Session ?? result["sessionId"].Text;
                if (opening.Mode is { } mode && result["modes"]["currentModeId"].Text != mode) Ask(AcpStep.SettingMode, "session/set_mode", new JsonObject { ["sessionId"] = opened, ["modeId"] = mode });
                else Prompt();
                return [];
            case AcpStep.SettingMode:
                Prompt();
                return [];
            default:
                var cost = opening.TellsCost ? updates.Cost : null;
                return Ended(AcpStops.Of(result["stopReason"].Text, updates.LastWords, call.Task.Limits, cost) with { Usage = AcpUsage.Of(result, cost) });
        }
    }

    private void Prompt()
    {
        Session = opened;
        var text = new JsonObject { ["type"] = "text", ["text"] = call.Prompt };
        Ask(AcpStep.Prompting, "session/prompt", new JsonObject { ["sessionId"] = Session, ["prompt"] = new JsonArray(text) });
    }

    private JsonObject SessionParameters()
    {
        var parameters = new JsonObject { ["cwd"] = call.Task.Directory, ["mcpServers"] = new JsonArray() };
        if (call.Session is not null) parameters["sessionId"] = call.Session;
        if (opening.Meta is { } meta) parameters["_meta"] = meta.DeepClone();
        return parameters;
    }

    private IReadOnlyList<AgentEvent> Ended(CliEnd end)
    {
        // Before the prompt nothing was asked of the model.
        End = step == AcpStep.Prompting ? end : end with { Usage = new AgentUsage(0, 0, 0, TimeSpan.Zero) };
        Finish();
        return updates.Rest();
    }
}
