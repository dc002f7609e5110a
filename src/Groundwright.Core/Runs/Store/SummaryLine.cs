using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Groundwright.Core.Runs.Store;

/// <summary>
/// Reads one line of the index. Ten thousand are read before a list is shown, and the reader of JSON is compiled while it runs: it would take longer than everything else. So lines
/// as they are nearly always written are read by hand, and only the others by it.
/// </summary>
internal static class SummaryLine
{
    /// <summary>Null when the line is not a summary.</summary>
    public static RunSummary? TryRead(ReadOnlySpan<byte> line)
    {
        if (Plain(line) is { } summary) return summary;
        try
        {
            return JsonSerializer.Deserialize(line, StoreFormat.Default.RunSummary) is { RunId: not null, Title: not null, Workflow: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a line of texts in ASCII without escapes. Null: it is another.</summary>
    private static RunSummary? Plain(ReadOnlySpan<byte> line)
    {
        string? id = null, title = null, issue = null, workflow = null, phase = null;
        RunStatus? status = null;
        DateTimeOffset? started = null, updated = null;
        if (line is not [(byte)'{', .. var rest, (byte)'}']) return null;
        while (Text(ref rest, out var name) && rest is [(byte)':', .. var after] && Text(ref after, out var value))
        {
            if (name.SequenceEqual("runId"u8)) id = Encoding.ASCII.GetString(value);
            else if (name.SequenceEqual("title"u8)) title = Encoding.ASCII.GetString(value);
            else if (name.SequenceEqual("issueNumber"u8)) issue = Encoding.ASCII.GetString(value);
            else if (name.SequenceEqual("workflow"u8)) workflow = Encoding.ASCII.GetString(value);
            else if (name.SequenceEqual("phase"u8)) phase = Encoding.ASCII.GetString(value);
            else if (name.SequenceEqual("status"u8)) status = Status(value);
            else if (name.SequenceEqual("started"u8)) started = Time(value);
            else if (name.SequenceEqual("updated"u8)) updated = Time(value);
            else return null;
            if (after.IsEmpty)
                return id is null || title is null || workflow is null || status is null || started is null || updated is null
                    ? null : new RunSummary(id, title, issue, workflow, status.Value, phase, started.Value, updated.Value);
            if (after is not [(byte)',', .. var next]) return null;
            rest = next;
        }
        return null;
    }

    /// <summary>Takes a text in quotes off the beginning.</summary>
    private static bool Text(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (rest is not [(byte)'"', ..]) return false;
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                text = rest[1..i];
                rest = rest[(i + 1)..];
                return true;
            }
            if (rest[i] is < (byte)' ' or > (byte)'~' or (byte)'\\') return false;
        }
        return false;
    }

    /// <summary>A time, of whose fraction the last zeros are not written.</summary>
    private static DateTimeOffset? Time(ReadOnlySpan<byte> text)
    {
        Span<byte> whole = stackalloc byte[33];
        "0000-00-00T00:00:00.0000000+00:00"u8.CopyTo(whole);
        var zone = text.Length - "+00:00".Length;
        if (zone is < 19 or > 27) return null;
        text[..zone].CopyTo(whole);
        text[zone..].CopyTo(whole[27..]);
        return Utf8Parser.TryParse(whole, out DateTimeOffset time, out var read, 'O') && read == whole.Length ? time : null;
    }

    private static RunStatus? Status(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Running"u8) ? RunStatus.Running
        : name.SequenceEqual("Waiting"u8) ? RunStatus.Waiting
        : name.SequenceEqual("Unknown"u8) ? RunStatus.Unknown
        : name.SequenceEqual("Open"u8) ? RunStatus.Open
        : name.SequenceEqual("Succeeded"u8) ? RunStatus.Succeeded
        : name.SequenceEqual("Failed"u8) ? RunStatus.Failed
        : name.SequenceEqual("Cancelled"u8) ? RunStatus.Cancelled : null;
}
