using System.Text;

namespace Groundwright.Core.Processes;

/// <summary>Keeps the last bytes of a stream, at most so many.</summary>
internal sealed class TailBuffer(int limit)
{
    private byte[] ring = [];
    private int start;
    private int count;

    /// <summary>Whether something was dropped from the front.</summary>
    public bool Truncated { get; private set; }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > limit)
        {
            Truncated = true;
            bytes = bytes[^limit..];
        }
        Reserve(Math.Min(limit, count + bytes.Length));
        var dropped = count + bytes.Length - ring.Length;
        if (dropped > 0)
        {
            Truncated = true;
            start = (start + dropped) % ring.Length;
            count -= dropped;
        }
        if (bytes.IsEmpty) return;
        var end = (start + count) % ring.Length;
        var first = Math.Min(bytes.Length, ring.Length - end);
        bytes[..first].CopyTo(ring.AsSpan(end));
        bytes[first..].CopyTo(ring);
        count += bytes.Length;
    }

    /// <summary>As UTF-8; what is not becomes U+FFFD. A character cut at the front is left out.</summary>
    public override string ToString()
    {
        var bytes = new byte[count];
        var first = Math.Min(count, ring.Length - start);
        ring.AsSpan(start, first).CopyTo(bytes);
        ring.AsSpan(0, count - first).CopyTo(bytes.AsSpan(first));
        var cut = 0;
        while (Truncated && cut < Math.Min(3, count) && (bytes[cut] & 0xC0) == 0x80) cut++;
        return Encoding.UTF8.GetString(bytes, cut, count - cut);
    }

    private void Reserve(int size)
    {
        if (size <= ring.Length) return;
        var larger = new byte[(int)Math.Min(limit, Math.Max(size, Math.Max(4096L, ring.Length * 2L)))];
        var first = Math.Min(count, ring.Length - start);
        ring.AsSpan(start, first).CopyTo(larger);
        ring.AsSpan(0, count - first).CopyTo(larger.AsSpan(first));
        (ring, start) = (larger, 0);
    }
}
