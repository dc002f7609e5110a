#pragma warning disable VSTHRD003 // There is no synchronization context here: nothing to deadlock on.
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace StubTool;

/// <summary>
/// The steps that the stand-in plays when it is prompted, each one argument: <c>say text</c>, <c>write path text</c>, <c>ask kind title [path]</c>, <c>ask-for-good kind</c>, <c>request method</c>,
/// <c>plan text</c>, <c>cost usd</c>, <c>odd</c> (what nobody knows), <c>child marker</c> (starts a program), <c>hang</c>, <c>deaf</c> (hangs and does not listen), <c>die code</c>,
/// <c>error code text</c>, <c>once code text</c> (the same, but not in a session that was loaded), <c>stop reason [tokens]</c>. For the whole process: <c>forgets</c> (it loads no session),
/// <c>version 2</c>, <c>stay</c> (after the end of its input).
/// </summary>
internal sealed class AcpScene(AcpAgent agent)
{
    private int calls;

    /// <summary>Plays them, and returns the answer to the prompt.</summary>
    public async Task<JsonObject> Play(string[] steps)
    {
        foreach (var step in steps)
        {
            if (step.StartsWith("stop ", StringComparison.Ordinal)) return Stop(step.Split(' '));
            await Take(step.Split(' ', 4));
            if (agent.Cancelled.IsCompleted) return new JsonObject { ["stopReason"] = "cancelled" };
        }
        return new JsonObject { ["stopReason"] = "end_turn" };
    }

    private async Task Take(string[] words)
    {
        switch (words)
        {
            case ["say", .. var text]:
                // Word for word, as from a model.
                foreach (var (index, word) in text.Index()) agent.Update("agent_message_chunk", new JsonObject { ["content"] = Text(index == 0 ? word : $" {word}") });
                break;
            case ["write", var path, .. var text]:
                Write(path, string.Join(' ', text));
                break;
            case ["ask", var kind, var title, .. var paths]:
                await Ask(kind, title, paths, "allow_once");
                break;
            case ["ask-for-good", var kind]:
                await Ask(kind, "always", [], "allow_always");
                break;
            case ["request", var method]:
                agent.Update("agent_message_chunk", new JsonObject { ["content"] = Text($"{(await agent.Ask(method, []))["error"]?["code"]}") });
                break;
            case ["child", var marker]:
                using (Process.Start("sleep", marker)) await agent.Cancelled;
                break;
            case ["hang"]:
                await agent.Cancelled;
                break;
            case ["deaf"]:
                await Task.Delay(Timeout.Infinite);
                break;
            default:
                Tell(words);
                break;
        }
    }

    private void Tell(string[] words)
    {
        switch (words)
        {
            case ["plan", .. var text]:
                agent.Update("plan", new JsonObject { ["entries"] = new JsonArray(new JsonObject { ["content"] = string.Join(' ', text), ["priority"] = "medium", ["status"] = "completed" }) });
                break;
            case ["cost", var usd]:
                agent.Update("usage_update", new JsonObject { ["used"] = 1, ["size"] = 2, ["cost"] = new JsonObject { ["amount"] = JsonNode.Parse(usd), ["currency"] = "USD" } });
                break;
            case ["odd"]:
                agent.Update("hologram", new JsonObject { ["text"] = "new" });
                agent.Print("""{"jsonrpc":"2.0","method":"_vendor/weather","params":{}}""");
                agent.Print("not JSON at all");
                break;
            case ["die", var code]:
                Environment.Exit(int.Parse(code));
                break;
            case ["once", var code, .. var text]:
                if (!agent.Loaded) throw new AcpError(int.Parse(code), string.Join(' ', text));
                break;
            case ["error", var code, .. var text]:
                throw new AcpError(int.Parse(code), string.Join(' ', text));
        }
    }

    private void Write(string path, string text)
    {
        var full = Path.GetFullPath(path);
        var call = Call("edit", $"Write {path}", [full]);
        call["rawInput"] = new JsonObject { ["content"] = text };
        agent.Update("tool_call", (JsonObject)call.DeepClone());
        File.WriteAllText(full, text);
        agent.Update("tool_call_update", new JsonObject
        {
            ["toolCallId"] = call["toolCallId"]!.DeepClone(),
            ["status"] = "completed",
            ["content"] = new JsonArray(new JsonObject { ["type"] = "diff", ["path"] = full, ["oldText"] = null, ["newText"] = text }),
        });
    }

    private async Task Ask(string kind, string title, string[] paths, string allowing)
    {
        var answer = await agent.Ask("session/request_permission", new JsonObject
        {
            ["toolCall"] = Call(kind, title, paths),
            ["options"] = new JsonArray(Option("yes", allowing), Option("no", "reject_once")),
        });
        var outcome = answer["result"]?["outcome"];
        var chosen = (string?)outcome?["outcome"] == "selected" ? (string?)outcome["optionId"] : (string?)outcome?["outcome"];
        if (chosen is not ("yes" or "no" or "cancelled")) throw new AcpError(-32602, "no such option");
        agent.Update("agent_message_chunk", new JsonObject { ["content"] = Text($"{kind}: {chosen}. ") });
    }

    private JsonObject Call(string kind, string title, IEnumerable<string> paths) => new()
    {
        ["toolCallId"] = $"call-{++calls}",
        ["title"] = title,
        ["kind"] = kind,
        ["status"] = "pending",
        ["locations"] = new JsonArray([.. paths.Select(path => new JsonObject { ["path"] = path })]),
    };

    private static JsonObject Stop(string[] words)
    {
        var answer = new JsonObject { ["stopReason"] = words[1] };
        if (words is [_, _, var tokens]) answer["usage"] = new JsonObject { ["totalTokens"] = long.Parse(tokens), ["inputTokens"] = 1, ["outputTokens"] = 1 };
        return answer;
    }

    private static JsonObject Option(string id, string kind) => new() { ["optionId"] = id, ["name"] = id, ["kind"] = kind };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };
}
