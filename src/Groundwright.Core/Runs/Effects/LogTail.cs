using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Core.Runs.Effects;

/// <summary>Reads the lines that were added to a file since the last time.</summary>
internal sealed class LogTail(string file) : IDisposable
{
    private readonly StringBuilder partial = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private FileStream? stream;

    /// <summary>Hands over every whole line that is new.</summary>
    public void Read(Action<OutputLine> onLine)
    {
        if (stream is null && !File.Exists(file)) return;
        stream ??= new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var chars = new char[buffer.Length];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            partial.Append(chars, 0, decoder.GetChars(buffer.AsSpan(0, count), chars, flush: false));
            HandOver(onLine);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream?.Dispose();

    private void HandOver(Action<OutputLine> onLine)
    {
        var lines = partial.ToString().Split('\n');
        foreach (var line in lines.SkipLast(1)) onLine(new OutputLine(false, line.TrimEnd('\r')));
        partial.Clear().Append(lines[^1]);
    }
}
