using System.Text;

namespace Groundwright.Cli.Commands.Runs;

/// <summary>Reads a log file that grows, a piece at a time.</summary>
internal sealed class LogTail(string file)
{
    private const int Most = 4 * 1024 * 1024;
    private long position;

    /// <summary>The lines added since the last call. An absent file has none.</summary>
    /// <param name="growing">Whether a last line without an end may still be completed; it is then left for the next call.</param>
    public IReadOnlyList<string> Read(bool growing)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var lines = new List<string>();
            while (position < stream.Length)
            {
                var bytes = Take(stream);
                var whole = growing || position + bytes.Length < stream.Length ? bytes.AsSpan().LastIndexOf((byte)'\n') + 1 : bytes.Length;
                if (whole == 0) break;
                position += whole;
                lines.AddRange(Encoding.UTF8.GetString(bytes, 0, whole).TrimEnd('\n').Split('\n'));
            }
            return lines;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private byte[] Take(FileStream stream)
    {
        var bytes = new byte[Math.Min(Most, stream.Length - position)];
        stream.Position = position;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
