using System.Text.Json;
using Groundwright.Core.Runs.Journal;

namespace Groundwright.Core.Runs.Store;

/// <summary>Reads a journal and believes nothing that its sums do not prove.</summary>
internal static class JournalReader
{
    /// <summary>No record is longer; large results are files of their own.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    /// <summary>Reads a file that its owner may be appending to.</summary>
    public static JournalScan Scan(string file)
    {
        using var stream = Durability.PrivateFiles.OpenForReading(file);
        return Scan(stream);
    }

    /// <summary>Reads from here to the end.</summary>
    public static JournalScan Scan(Stream stream)
    {
        using var lines = new LineReader(stream, LongestLine);
        using var seal = new LineSeal();
        var events = new List<RunEvent>();
        var sum = LineSeal.First.ToArray();
        var length = 0L;
        while (lines.Read())
        {
            var (@event, end, reason) = Check(lines, seal, sum, events.Count + 1);
            if (@event is null) return new(events, length, sum, end == JournalEnd.Torn ? Settle(lines, events.Count + 1) : end, reason);
            events.Add(@event);
            length = lines.EndOffset;
            LineSeal.TrySplit(lines.Line, out _, out var stated);
            stated.CopyTo(sum);
        }
        return new(events, length, sum, events.Count > 0 ? JournalEnd.Whole : JournalEnd.Damaged, events.Count > 0 ? null : "the file is empty");
    }

    private static (RunEvent? Event, JournalEnd End, string? Reason) Check(LineReader lines, LineSeal seal, ReadOnlySpan<byte> previous, int number)
    {
        if (lines.IsTooLong) return (null, JournalEnd.Damaged, "the line is longer than any record");
        var line = lines.Line;
        if (!lines.IsWhole) return (null, Judge(line, seal, previous), "the line does not end");
        if (!LineSeal.TrySplit(line, out _, out _))
            return number == 1 && StatesNewer(line) ? Newer() : (null, Judge(line, seal, previous), "the line has no checksum");
        return seal.Matches(previous, line) ? Understand(line, number) : (null, Judge(line, seal, previous), "the checksum does not match");
    }

    /// <summary>
    /// A write cut short leaves holes and missing ends. It never leaves another whole record, nor this one with something else where its newline was:
    /// those were written whole and changed, moved or repeated later.
    /// </summary>
    private static JournalEnd Judge(ReadOnlySpan<byte> line, LineSeal seal, ReadOnlySpan<byte> previous)
    {
        var length = LineSeal.FirstEnd(line);
        if (length > 0 && seal.Matches(previous, line[..length])) return length == line.Length || line[length] == 0 ? JournalEnd.Torn : JournalEnd.Damaged;
        return IsRecord(line) ? JournalEnd.Damaged : JournalEnd.Torn;
    }

    // From here on the line is known to be what some version of Groundwright wrote.
    private static (RunEvent? Event, JournalEnd End, string? Reason) Understand(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            var @event = JsonSerializer.Deserialize(line, JournalFormat.Default.RunEvent);
            if (@event is RunStarted { Version: > JournalFormat.Version }) return Newer();
            if (@event?.Sequence != number) return (null, JournalEnd.Damaged, $"the record says it is number {@event?.Sequence}");
            return number == 1 && @event is not RunStarted ? (null, JournalEnd.Damaged, "the first record is not the start of a run") : (@event, JournalEnd.Whole, null);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return Newer();
        }
    }

    /// <summary>A line that is not good was cut short when nothing follows, or when all that follows was written in one go with it; else it was damaged later.</summary>
    private static JournalEnd Settle(LineReader lines, int number)
    {
        if (number == 1) return JournalEnd.Damaged;
        var together = true;
        while (lines.Read()) together = lines is { IsWhole: true, IsTooLong: false } && LineSeal.From(lines.Line) <= number;
        return together ? JournalEnd.Torn : JournalEnd.Damaged;
    }

    private static bool IsRecord(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalFormat.Default.RunEvent) is not null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    private static bool StatesNewer(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var value) && value > JournalFormat.Version;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (RunEvent? Event, JournalEnd End, string? Reason) Newer() => (null, JournalEnd.Newer, "this version does not know the record");
}
