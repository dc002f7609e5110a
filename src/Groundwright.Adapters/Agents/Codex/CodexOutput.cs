using System.Globalization;
using System.Text.RegularExpressions;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Codex;

/// <summary>Reads <c>codex exec --json</c>.</summary>
internal sealed partial class CodexOutput(string tree) : ICliOutput
{
    /// <summary>What it makes of a fault of the service, whose status it does not tell.</summary>
    private const string InternalError = "currently experiencing high demand";

    private static readonly AgentUsage Unknown = new(null, null, null, TimeSpan.Zero);

    private string text = "";

    /// <inheritdoc/>
    public CliEnd? End { get; private set; }

    /// <inheritdoc/>
    public string? Session { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<AgentEvent> Take(string line)
    {
        if (LooseJson.Parse(line) is not { } message) return [];
        switch (message["type"].Text)
        {
            case "thread.started":
                Session ??= message["thread_id"].Text;
                return [];
            case "item.started":
                return message["item"]["type"].Text == "command_execution" ? [new AgentToolUse("shell", Wording.Line(message["item"]["command"].Text))] : [];
            case "item.completed":
                return Item(message["item"]);
            case "error":
                return message["message"].Text is { } said ? [new AgentMessage(Wording.Line(said))] : [];
            case "turn.completed":
                End ??= new CliEnd(CliFault.None, Usage(message["usage"]), text) { CountsSession = true };
                return [];
            case "turn.failed":
                End ??= Failed(message["error"]["message"].Text ?? "");
                return [];
            default:
                return [];
        }
    }

    /// <summary>A patch that its rules refused is no item; only its log tells.</summary>
    public IReadOnlyList<AgentEvent> TakeError(string line) =>
        line.Contains("rejected by user approval settings", StringComparison.Ordinal) ? [new AgentDenied(Wording.Line(line[(line.IndexOf("error=", StringComparison.Ordinal) is >= 0 and var at ? at + 6 : 0)..]))] : [];

    private List<AgentEvent> Item(LooseJson item)
    {
        switch (item["type"].Text)
        {
            case "agent_message" when item["text"].Text is { Length: > 0 } said:
                text = Wording.Whole(said);
                return [new AgentMessage(said)];
            case "error" when item["message"].Text is { } wrong:
                return [new AgentMessage(Wording.Line(wrong))];
            case "command_execution" when item["status"].Text == "declined":
                return [new AgentDenied(Wording.Line(item["command"].Text))];
            // One that failed was made wrongly and is made again; one that was refused is told on standard error.
            case "file_change" when item["status"].Text == "completed":
                return [.. item["changes"].Items.Select(change => new AgentFileChange(TreeNames.Of(tree, change["path"].Text ?? "")))];
            default:
                return [];
        }
    }

    // Cached ones are part of those read, and those of reasoning part of those written.
    private static AgentUsage Usage(LooseJson usage) => usage["input_tokens"].Count is { } read && usage["output_tokens"].Count is { } written
        ? Unknown with { Tokens = Math.Min(read, int.MaxValue) + Math.Min(written, int.MaxValue) }
        : Unknown;

    private static CliEnd Failed(string why)
    {
        var status = Status().Match(why) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : why.Contains(InternalError, StringComparison.Ordinal) ? 500 : (int?)null;
        var fault = status is not null ? CliFault.Model : Lost().IsMatch(why) ? CliFault.Connection : CliFault.Other;
        return new CliEnd(fault, Unknown, Wording.Whole(why)) { Status = status };
    }

    [GeneratedRegex(@"status:? ([45]\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Status();

    [GeneratedRegex("stream disconnected|error sending request|connection|timeout", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Lost();
}
