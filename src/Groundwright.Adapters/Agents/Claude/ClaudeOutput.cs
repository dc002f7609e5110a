using System.Globalization;
using System.Text.RegularExpressions;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Claude;

/// <summary>Reads <c>--output-format stream-json</c> of Claude Code.</summary>
internal sealed partial class ClaudeOutput(string tree) : ICliOutput
{
    private const int MostInput = 2000;
    private const int MostDenials = 100;

    /// <inheritdoc/>
    public CliEnd? End { get; private set; }

    /// <inheritdoc/>
    public string? Session { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<AgentEvent> Take(string line)
    {
        if (LooseJson.Parse(line) is not { } message) return [];
        return message["type"].Text switch
        {
            "system" => System(message),
            "assistant" => [.. message["message"]["content"].Items.Select(Said).OfType<AgentEvent>()],
            "user" => Changed(message["tool_use_result"]),
            "result" => Ended(message),
            _ => [],
        };
    }

    private List<AgentEvent> System(LooseJson message)
    {
        switch (message["subtype"].Text)
        {
            case "init":
                Session ??= message["session_id"].Text;
                return [];
            case "api_retry":
                return [new AgentMessage($"the model answered {message["error_status"].Count?.ToString() ?? "nothing"}, asking again ({message["attempt"].Count} of {message["max_retries"].Count})")];
            default:
                return [];
        }
    }

    private static AgentEvent? Said(LooseJson block) => block["type"].Text switch
    {
        "text" => block["text"].Text is { Length: > 0 } text ? new AgentMessage(text) : null,
        "tool_use" => new AgentToolUse(block["name"].Text ?? "", block["input"].Raw(MostInput)),
        _ => null,
    };

    /// <summary>Tools that write tell the difference they made.</summary>
    private List<AgentEvent> Changed(LooseJson result) =>
        result["structuredPatch"].IsThere && result["filePath"].Text is { Length: > 0 } path ? [new AgentFileChange(TreeNames.Of(tree, path))] : [];

    private List<AgentEvent> Ended(LooseJson result)
    {
        // There is one; whatever comes after it is not from the program.
        if (End is not null) return [];
        var text = result["result"].Text ?? string.Join('\n', result["errors"].Items.Select(error => error.Text).OfType<string>());
        var status = StatusOf(result["api_error_status"].Count, text);
        End = new CliEnd(Fault(result, status, text), Usage(result), Wording.Whole(text)) { Status = status };
        return [.. result["permission_denials"].Items.Take(MostDenials).Select(denial => new AgentDenied(Denied(denial)))];
    }

    /// <summary>Some are only in the text, such as that of a model that is overloaded.</summary>
    private static int? StatusOf(long? told, string text) =>
        told is >= 400 and < 600 ? (int)told : StatusIn().Match(text) is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    private static CliFault Fault(LooseJson result, int? status, string text) => result["subtype"].Text switch
    {
        "error_max_turns" => CliFault.Turns,
        "error_max_budget_usd" => CliFault.Money,
        "success" when !result["is_error"].IsTrue => CliFault.None,
        _ when status is not null => CliFault.Model,
        _ when text.StartsWith("API Error", StringComparison.Ordinal) => CliFault.Connection,
        _ => CliFault.Other,
    };

    /// <summary>What all models together used: small ones work beside the one that was chosen.</summary>
    private static AgentUsage Usage(LooseJson result)
    {
        var models = result["modelUsage"].Values.ToList();
        long? tokens = models.Count > 0
            ? models.Sum(model => Sum(model, "inputTokens", "outputTokens", "cacheReadInputTokens", "cacheCreationInputTokens"))
            : result["usage"].IsThere ? Sum(result["usage"], "input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens") : null;
        return new AgentUsage(tokens, result["total_cost_usd"].Amount, (int?)Math.Min(result["num_turns"].Count ?? -1, int.MaxValue) is >= 0 and var turns ? turns : null, TimeSpan.Zero);
    }

    private static long Sum(LooseJson figures, params IEnumerable<string> names) => names.Sum(name => Math.Min(figures[name].Count ?? 0, int.MaxValue));

    private string Denied(LooseJson denial)
    {
        var input = denial["tool_input"];
        var about = input["file_path"].Text is { } path ? TreeNames.Of(tree, path) : input["command"].Text ?? input["url"].Text ?? input.Raw(MostInput);
        return Wording.Line($"{denial["tool_name"].Text} {about}");
    }

    [GeneratedRegex(@"^API Error:.{0,40}?\b([45]\d\d)\b", RegexOptions.CultureInvariant)]
    private static partial Regex StatusIn();
}
