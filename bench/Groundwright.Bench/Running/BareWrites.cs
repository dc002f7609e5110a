using System.Diagnostics;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Bench.Running;

/// <summary>The least that durability can cost: the bytes of a journal again, by bare <c>write</c> and <c>fsync</c>.</summary>
internal static class BareWrites
{
    /// <summary>Writes the lines of a journal to another file and returns how long it took.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="together">Text of a line that goes to disk with the line after it, as the journal itself does it; null: none does.</param>
    public static TimeSpan Repeat(string journal, byte[]? together)
    {
        var content = File.ReadAllBytes(journal);
        var blocks = Blocks(content, together);
        using var handle = File.OpenHandle(journal + ".bare", FileMode.Create, FileAccess.Write);
        var watch = Stopwatch.StartNew();
        foreach (var (start, length) in blocks)
        {
            RandomAccess.Write(handle, content.AsSpan(start, length), start);
            Disk.Sync(handle);
        }
        return watch.Elapsed;
    }

    private static List<(int Start, int Length)> Blocks(byte[] content, byte[]? together)
    {
        var blocks = new List<(int Start, int Length)>();
        for (int start = 0, line = 0; line < content.Length;)
        {
            var end = line + content.AsSpan(line).IndexOf((byte)'\n') + 1;
            var waits = together is not null && content.AsSpan(line, end - line).IndexOf(together) >= 0;
            line = end;
            if (waits && end < content.Length) continue;
            blocks.Add((start, end - start));
            start = end;
        }
        return blocks;
    }
}
