using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents;

/// <summary>The end of what a program printed, bounded in bytes however long its lines are. Not safe for several threads.</summary>
internal sealed class OutputTail(int limit)
{
    private readonly Queue<OutputLine> lines = new();
    private int bytes;

    /// <summary>Both streams, in the order in which they came.</summary>
    internal IReadOnlyList<string> Everything => [.. lines.Select(line => line.Text)];

    /// <summary>Standard output alone.</summary>
    internal string StandardOutput => string.Join('\n', lines.Where(line => !line.IsError).Select(line => line.Text));

    internal void Add(OutputLine line)
    {
        var kept = Shorten(line);
        lines.Enqueue(kept);
        bytes += Size(kept);
        while (bytes > limit) bytes -= Size(lines.Dequeue());
    }

    private OutputLine Shorten(OutputLine line)
    {
        if (Size(line) <= limit) return line;
        var start = line.Text.Length - limit / 4;
        // A character of two units is not cut in half.
        if (char.IsLowSurrogate(line.Text[start])) start++;
        return line with { Text = line.Text[start..] };
    }

    private static int Size(OutputLine line) => Encoding.UTF8.GetByteCount(line.Text) + 1;
}
