using System.Buffers;

namespace Groundwright.Core.Runs.Store;

/// <summary>Reads a file line by line in bounded memory.</summary>
internal sealed class LineReader(Stream stream, int longest) : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int start;
    private int end;
    private bool ended;

    /// <summary>The line, without its newline; empty when it is too long. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Line => buffer.AsSpan(start - consumed, IsTooLong ? 0 : length);

    /// <summary>Whether a newline ended it. False only for the last one.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Whether it is longer than any line of ours.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Where the line ends in the file, newline included.</summary>
    public long EndOffset { get; private set; }

    private int length;
    private int consumed;

    /// <summary>Goes to the next line. False: there is none.</summary>
    public bool Read()
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0) return Take(searched + newline, whole: true);
            searched = end - start;
            if (searched > longest) searched = Drop();
            if (!ended && Fill()) continue;
            return (end > start || IsTooLong) && Take(end - start, whole: false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private bool Take(int count, bool whole)
    {
        length = count;
        consumed = whole ? count + 1 : count;
        start += consumed;
        EndOffset += consumed;
        IsWhole = whole;
        return true;
    }

    // A line that cannot be ours is skipped without being kept.
    private int Drop()
    {
        IsTooLong = true;
        EndOffset += end - start;
        start = end = 0;
        return 0;
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length) Grow();
        var count = stream.Read(buffer, end, buffer.Length - end);
        ended = count == 0;
        end += count;
        return !ended;
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
