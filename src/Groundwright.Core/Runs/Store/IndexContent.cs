using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>What the index file says.</summary>
/// <param name="Summaries">The last line of each run.</param>
/// <param name="Lines">Lines there are.</param>
/// <param name="IsSound">False when a line cannot be read, so that it is not known which run's line is lost.</param>
internal sealed record IndexContent(Dictionary<string, RunSummary> Summaries, int Lines, bool IsSound)
{
    /// <summary>Reads a file; a missing one says nothing, soundly.</summary>
    public static IndexContent Read(string file)
    {
        try
        {
            using var stream = PrivateFiles.OpenForReading(file);
            var content = new byte[stream.Length];
            return Parse(content.AsSpan(0, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Parse([]);
        }
    }

    /// <summary>Reads the lines there are.</summary>
    public static IndexContent Parse(ReadOnlySpan<byte> content)
    {
        var summaries = new Dictionary<string, RunSummary>(content.Length / 200, StringComparer.Ordinal);
        var lines = 0;
        while (content.Length > 0)
        {
            var end = content.IndexOf((byte)'\n');
            if (end < 0 || SummaryLine.TryRead(content[..end]) is not { } summary) return new(summaries, lines, IsSound: false);
            summaries[summary.RunId] = summary;
            lines++;
            content = content[(end + 1)..];
        }
        return new(summaries, lines, IsSound: true);
    }
}
