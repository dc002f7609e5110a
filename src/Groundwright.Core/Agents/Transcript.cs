using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Groundwright.Core.Agents;

/// <summary>
/// What people and old scripts find in <c>agents/&lt;id&gt;/&lt;phase&gt;/</c>: <c>prompt.md</c>, <c>raw_output.jsonl</c> (one event a line, with its time) and
/// <c>execution.log</c>. A projection: losing it loses nothing, so a disk that cannot take it does not stop the work. Safe to call from several threads.
/// </summary>
public sealed class Transcript : IDisposable
{
    /// <summary>Most bytes of each file: 64 MiB.</summary>
    public const long DefaultLimit = 64L * 1024 * 1024;

    // Readable in a pager: only what JSON itself requires is escaped.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string purpose;
    private readonly Func<string, string> mask;
    private readonly TimeProvider clock;
    private readonly TranscriptFile output;
    private readonly TranscriptFile log;

    private Transcript(string folder, string purpose, Func<string, string> mask, TimeProvider clock, long limit)
    {
        this.purpose = purpose;
        this.mask = mask;
        this.clock = clock;
        output = new TranscriptFile(Path.Combine(folder, "raw_output.jsonl"), limit, () => JsonLine("cut", ("text", $"cut after {limit} bytes")));
        log = new TranscriptFile(Path.Combine(folder, "execution.log"), limit, () => LogLine($"cut after {limit} bytes"));
    }

    /// <summary>Begins or goes on with the transcript of a phase. The prompt is written down; further ones follow under a line that names their purpose.</summary>
    /// <param name="folder">Folder of the phase. Absolute; made when absent.</param>
    /// <param name="task">The work that begins.</param>
    /// <param name="mask">Removes secrets; applied to every text before it is written.</param>
    /// <param name="clock">Times of the lines.</param>
    /// <param name="limit">Most bytes of each file, see <see cref="DefaultLimit"/>.</param>
    public static Transcript Open(string folder, AgentTask task, Func<string, string> mask, TimeProvider clock, long limit)
    {
        Directory.CreateDirectory(folder);
        var transcript = new Transcript(folder, task.Purpose, mask, clock, limit);
        using (var prompts = new TranscriptFile(Path.Combine(folder, "prompt.md"), limit, () => "(cut)"))
        {
            if (prompts.Length > 0) prompts.Write($"\n---\n\n<!-- {task.Purpose}, {transcript.Now()} -->\n");
            prompts.Write(mask(task.Prompt).TrimEnd());
        }
        transcript.Log($"{task.Purpose}: begun");
        return transcript;
    }

    /// <summary>Writes down an event; messages, tools and denials also for people.</summary>
    public void Event(AgentEvent @event)
    {
        switch (@event)
        {
            case AgentOutput line:
                output.Write(JsonLine("output", ("stream", line.IsError ? "stderr" : "stdout"), ("text", mask(line.Line))));
                break;
            case AgentRaw raw:
                output.Write(JsonLine("raw", ("text", mask(raw.Line))));
                break;
            case AgentUsed { Usage: var used }:
                output.Write(JsonLine("used", ("tokens", used.Tokens), ("usd", used.Usd), ("turns", used.Turns), ("seconds", used.Duration.TotalSeconds)));
                break;
            case AgentMessage message:
                output.Write(JsonLine("message", ("text", mask(message.Text))));
                Log(message.Text);
                break;
            case AgentToolUse use:
                output.Write(JsonLine("tool", ("tool", mask(use.Tool)), ("input", mask(use.Input))));
                Log($"uses {use.Tool}");
                break;
            case AgentFileChange change:
                output.Write(JsonLine("file", ("path", mask(change.Path))));
                Log($"writes {change.Path}");
                break;
            case AgentDenied denied:
                output.Write(JsonLine("denied", ("what", mask(denied.What))));
                Log($"was refused: {denied.What}");
                break;
        }
    }

    /// <summary>Writes a line for people into <c>execution.log</c>; a text of several lines is written as several.</summary>
    public void Log(string text)
    {
        foreach (var line in mask(text).ReplaceLineEndings("\n").Split('\n')) log.Write(LogLine(line));
    }

    /// <summary>Writes down how the work ended.</summary>
    public void Outcome(AgentOutcome outcome)
    {
        var usage = outcome.Usage;
        output.Write(JsonLine(
            "ended",
            ("problem", outcome.Problem is { } problem ? mask(problem.ToString()) : null),
            ("tokens", usage.Tokens),
            ("usd", usage.Usd),
            ("turns", usage.Turns),
            ("seconds", usage.Duration.TotalSeconds)));
        Log(outcome.Problem is null ? $"{purpose}: ended" : $"{purpose}: {outcome.Problem}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Dispose();
        log.Dispose();
    }

    private string Now() => clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private string LogLine(string text) => $"{Now()} {text}";

    private string JsonLine(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var line = new JsonObject { ["time"] = Now(), ["purpose"] = purpose, ["type"] = type };
        foreach (var (name, value) in fields) line[name] = value;
        return line.ToJsonString(Readable);
    }
}
