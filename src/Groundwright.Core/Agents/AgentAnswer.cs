using System.Text.Json;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>The answer file as read: a value or a problem; neither when none was asked for.</summary>
internal sealed record AgentAnswer(JsonElement? Value, Problem? Problem)
{
    // An answer is a verdict or a list of findings; more than this is not one and would only fill memory.
    private const int MostCharacters = 1024 * 1024;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    internal static AgentAnswer Read(AgentTask task, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new AgentAnswer(null, Missing(task));
        if (text.Length > MostCharacters) return new AgentAnswer(null, Malformed(task, $"It has more than {MostCharacters / 1024 / 1024} MiB.", null));
        try
        {
            using var document = JsonDocument.Parse(Unfenced(text), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new AgentAnswer(document.RootElement.Clone(), null)
                : new AgentAnswer(null, Malformed(task, "It has to be one JSON object.", null));
        }
        catch (JsonException fault)
        {
            var place = new SourceLocation(task.AnswerFile ?? "answer", (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1);
            return new AgentAnswer(null, Malformed(task, fault.Message, place));
        }
    }

    /// <summary>Many models put a Markdown fence around JSON whatever they are told; taking it off, line for line, loses nothing and saves a round.</summary>
    private static string Unfenced(string text)
    {
        var trimmed = text.TrimStart('\uFEFF').Trim();
        var body = trimmed.IndexOf('\n', StringComparison.Ordinal);
        if (!trimmed.StartsWith("```", StringComparison.Ordinal) || !trimmed.EndsWith("```", StringComparison.Ordinal) || body < 0) return text.TrimStart('\uFEFF');
        // The newline stays, so that positions in messages are those of the file.
        return trimmed[body..^3];
    }

    private static Problem Missing(AgentTask task) => Problem.Of(
        AgentProblems.AnswerMissing,
        $"the agent gave no answer in {task.Phase}/{task.Purpose}",
        $"The answer is expected as JSON in `{task.AnswerFile}`; a program finds its absolute path in GROUNDWRIGHT_ANSWER.",
        AgentJudgement.Seen(task),
        AgentJudgement.Again(task));

    private static Problem Malformed(AgentTask task, string why, SourceLocation? place) => Problem.Of(
        AgentProblems.AnswerMalformed,
        $"the agent's answer in {task.Phase}/{task.Purpose} is not the JSON that was asked for",
        why,
        AgentJudgement.Seen(task),
        AgentJudgement.Again(task)) with
    { Source = place };
}
