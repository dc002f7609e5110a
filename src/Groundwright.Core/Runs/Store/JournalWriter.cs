using System.Buffers;
using System.Text;
using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>Appends lines to a journal: encoded into memory, then one write and one fsync for all that wait.</summary>
internal sealed class JournalWriter : IDisposable
{
    // Well below what the reader takes, because deeper records could be written but not read again.
    private const int Deepest = 60;
    private const int MostWaiting = 1024 * 1024;

    private readonly FileStream file;
    private readonly Func<string, string> mask;
    private readonly LineSeal seal = new();
    private readonly ArrayBufferWriter<byte> record = new(1024);
    private readonly ArrayBufferWriter<byte> waiting = new(4096);
    private readonly Utf8JsonWriter json;
    private readonly byte[] sum;
    private long offset;
    private long firstWaiting;

    /// <summary>Goes on after the good lines of a journal.</summary>
    public JournalWriter(FileStream file, long offset, ReadOnlySpan<byte> sum, Func<string, string> mask)
    {
        this.file = file;
        this.offset = offset;
        this.sum = sum.ToArray();
        this.mask = mask;
        json = new Utf8JsonWriter(record, new JsonWriterOptions { MaxDepth = Deepest });
    }

    /// <summary>Whether there is so much that it should not wait any longer.</summary>
    public bool IsFull => waiting.WrittenCount > MostWaiting;

    /// <summary>Encodes an event; it waits for <see cref="Flush"/>.</summary>
    /// <returns>The event as it will be read again: masked.</returns>
    public RunEvent Add(RunEvent @event)
    {
        Encode(@event);
        var text = Encoding.UTF8.GetString(record.WrittenSpan);
        var masked = mask(text);
        if (!string.Equals(text, masked, StringComparison.Ordinal)) @event = TakeMasked(@event, masked);
        if (record.WrittenCount > JournalReader.LongestLine - LineSeal.FromLength - LineSeal.TailLength)
            throw new GroundwrightException(StoreProblems.Unwritable(@event, "It is larger than 16 MiB; large results belong into files."));
        Seal(@event.Sequence);
        return @event;
    }

    /// <summary>Everything added survives a power cut when this returns.</summary>
    /// <exception cref="IOException">It may not; the file is in an unknown state from here on.</exception>
    public void Flush()
    {
        if (waiting.WrittenCount == 0) return;
        RandomAccess.Write(file.SafeFileHandle, waiting.WrittenSpan, offset);
        Disk.Sync(file.SafeFileHandle);
        offset += waiting.WrittenCount;
        waiting.ResetWrittenCount();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        seal.Dispose();
        file.Dispose();
    }

    private void Encode(RunEvent @event)
    {
        record.ResetWrittenCount();
        json.Reset(record);
        try
        {
            JsonSerializer.Serialize(json, @event, JournalFormat.Default.RunEvent);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new GroundwrightException(StoreProblems.Unwritable(@event, (fault.InnerException ?? fault).Message), fault);
        }
        json.Flush();
    }

    private void Seal(long sequence)
    {
        var content = record.WrittenSpan[..^1];
        var line = waiting.GetSpan(content.Length + LineSeal.FromLength + LineSeal.TailLength);
        content.CopyTo(line);
        var length = content.Length;
        if (waiting.WrittenCount == 0) firstWaiting = sequence;
        else length += LineSeal.WriteFrom(firstWaiting, line[length..]);
        seal.Compute(sum, line[..length], sum);
        LineSeal.WriteTail(sum, line[length..]);
        waiting.Advance(length + LineSeal.TailLength);
    }

    // What is remembered must be what a later process will read, and a mask that hits the syntax must not spoil the journal.
    private RunEvent TakeMasked(RunEvent @event, string masked)
    {
        record.ResetWrittenCount();
        Encoding.UTF8.GetBytes(masked, record);
        RunEvent? again = null;
        try
        {
            again = JsonSerializer.Deserialize(record.WrittenSpan, JournalFormat.Default.RunEvent);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            // Told below: the text is not repeated, it holds what was to be hidden.
        }
        if (again is not null && again.GetType() == @event.GetType() && again.Sequence == @event.Sequence && masked.EndsWith('}') && !masked.Contains('\n', StringComparison.Ordinal))
            return again;
        throw new GroundwrightException(StoreProblems.Unwritable(@event, "Masking the secrets in it leaves no readable record; is a secret as short as a word of the format?"));
    }
}
