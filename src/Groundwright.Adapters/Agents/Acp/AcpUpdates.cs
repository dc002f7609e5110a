using System.Text;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>Reads <c>session/update</c>. What it does not know it leaves; the transcript has it.</summary>
internal sealed class AcpUpdates(string tree)
{
    private const int MostText = 64 * 1024;
    private const int MostCalls = 1000;
    private const int MostEntries = 100;

    private readonly Dictionary<string, AcpToolCall> calls = [];
    private readonly StringBuilder words = new();
    private string before = "";

    /// <summary>What it said last, whole.</summary>
    public string LastWords => words.Length > 0 ? words.ToString() : before;

    /// <summary>What the session cost so far in US dollars; null: not told.</summary>
    public decimal? Cost { get; private set; }

    /// <summary>What an update means.</summary>
    public IReadOnlyList<AgentEvent> Take(LooseJson update)
    {
        switch (update["sessionUpdate"].Text)
        {
            case "agent_message_chunk":
                // Words come one by one; a message is what stands between two actions.
                var more = Wording.Whole(update["content"]["text"].Text);
                words.Append(more, 0, Math.Min(more.Length, MostText - words.Length));
                return [];
            case "tool_call" or "tool_call_update":
                return [.. Heard(update, out var call), .. Changed(call, update)];
            case "plan":
                return [.. Rest(), new AgentMessage(string.Join('\n', update["entries"].Items.Take(MostEntries).Select(entry => $"{Box(entry["status"].Text)} {Wording.Line(entry["content"].Text)}")))];
            case "usage_update" when update["cost"]["currency"].Text == "USD":
                Cost = update["cost"]["amount"].Amount ?? Cost;
                return [];
            default:
                return [];
        }
    }

    /// <summary>What it said and that was not handed over yet.</summary>
    public IReadOnlyList<AgentEvent> Rest()
    {
        if (words.Length == 0) return [];
        before = words.ToString();
        words.Clear();
        return [new AgentMessage(before)];
    }

    /// <summary>A tool call with what was told before and is told now, and what it means that it is told of for the first time: some agents do so only when they ask for leave.</summary>
    public IReadOnlyList<AgentEvent> Heard(LooseJson told, out AcpToolCall call)
    {
        var id = told["toolCallId"].Text ?? "";
        var isNew = !calls.ContainsKey(id);
        call = calls.GetValueOrDefault(id, AcpToolCall.Unknown).With(told);
        if (!isNew || calls.Count < MostCalls) calls[id] = call;
        return isNew ? [.. Rest(), new AgentToolUse(call.Kind ?? "tool", Wording.Line(call.Title))] : [];
    }

    private AgentEvent[] Changed(AcpToolCall call, LooseJson told)
    {
        if (told["status"].Text is not ("completed" or "failed") || !calls.Remove(told["toolCallId"].Text ?? "")) return [];
        return told["status"].Text == "completed" && call.Writes ? [.. call.Paths.Select(path => new AgentFileChange(TreeNames.Of(tree, path)))] : [];
    }

    private static string Box(string? status) => status switch { "completed" => "[x]", "in_progress" => "[~]", _ => "[ ]" };
}
