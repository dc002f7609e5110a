using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Groundwright.Core.Runs.Store;

/// <summary>
/// Reads one line of the index by hand: ten thousand are read before a list is shown. By the time the runtime would optimise what it runs so often, the
/// list is there (it waits for 100 ms without new code); so these methods are optimised from the start.
/// </summary>
internal static class SummaryLine
{
    /// <summary>Null when the line is not a summary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RunSummary? TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader) : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RunSummary? Read(ref Utf8JsonReader reader)
    {
        string? id = null, title = null, issue = null, workflow = null, phase = null;
        RunStatus? status = null;
        DateTimeOffset started = default, updated = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("runId"u8)) id = reader.GetString();
            else if (name.SequenceEqual("title"u8)) title = reader.GetString();
            else if (name.SequenceEqual("issueNumber"u8)) issue = reader.GetString();
            else if (name.SequenceEqual("workflow"u8)) workflow = reader.GetString();
            else if (name.SequenceEqual("phase"u8)) phase = reader.GetString();
            else if (name.SequenceEqual("status"u8)) status = Status(reader.ValueSpan);
            else if (name.SequenceEqual("started"u8)) started = reader.GetDateTimeOffset();
            else if (name.SequenceEqual("updated"u8)) updated = reader.GetDateTimeOffset();
            else reader.Skip();
        }
        var isWhole = reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        return isWhole && id is not null && title is not null && workflow is not null && status is { } known
            ? new RunSummary(id, title, issue, workflow, known, phase, started, updated) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static RunStatus? Status(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Running"u8) ? RunStatus.Running
        : name.SequenceEqual("Waiting"u8) ? RunStatus.Waiting
        : name.SequenceEqual("Unknown"u8) ? RunStatus.Unknown
        : name.SequenceEqual("Open"u8) ? RunStatus.Open
        : name.SequenceEqual("Succeeded"u8) ? RunStatus.Succeeded
        : name.SequenceEqual("Failed"u8) ? RunStatus.Failed
        : name.SequenceEqual("Cancelled"u8) ? RunStatus.Cancelled : null;
}
