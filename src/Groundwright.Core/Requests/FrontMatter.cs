using Groundwright.Core.Problems;

namespace Groundwright.Core.Requests;

/// <summary>
/// A Markdown file with YAML front matter, taken apart without changing a byte: <see cref="Values"/> say where they stand, <see cref="Body"/> is the rest.
/// A file without front matter has no values and is all body.
/// </summary>
public sealed record FrontMatter
{
    private const int MaxLength = 64 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Whether the file begins with front matter.</summary>
    public bool Present { get; private init; }

    /// <summary>Its keys and values, in file order. Empty without front matter and where it could not be read.</summary>
    public FrontMatterMap Values { get; private init; } = new([], 1, 1, 0, 0);

    /// <summary>What follows the front matter.</summary>
    public required string Body { get; init; }

    /// <summary>Offset of <see cref="Body"/> in the file.</summary>
    public int BodyStart { get; private init; }

    /// <summary>Line of the file on which <see cref="Body"/> begins, from 1.</summary>
    public int BodyLine { get; private init; } = 1;

    /// <summary>Everything wrong with it; empty when it could be read.</summary>
    public IReadOnlyList<Problem> Problems { get; private init; } = [];

    /// <summary>Takes a file apart. Never throws: what is wrong is in <see cref="Problems"/>.</summary>
    /// <param name="text">The whole text of the file.</param>
    /// <param name="file">Its name, for problems.</param>
    public static FrontMatter Read(string text, string file)
    {
        var start = text.Length > 0 && text[0] == ByteOrderMark ? 1 : 0;
        var line = LineAt(text, start);
        if (!IsFence(line.Text, closing: false)) return new FrontMatter { Body = text[start..], BodyStart = start };

        var yaml = line.Next;
        var number = 2;
        for (var at = yaml; at < text.Length; at = line.Next, number++)
        {
            line = LineAt(text, at);
            if (!IsFence(line.Text, closing: true)) continue;
            return Parse(text, yaml, at, file) with { Body = text[line.Next..], BodyStart = line.Next, BodyLine = number + 1 };
        }
        return new FrontMatter
        {
            Present = true,
            Body = "",
            BodyStart = text.Length,
            Problems = [At(file, 1, 1, "the front matter is not closed", "A file that begins with a line `---` needs a second such line before its text.")],
        };
    }

    private static FrontMatter Parse(string text, int start, int end, string file)
    {
        if (end - start > MaxLength)
            return Failed(At(file, 2, 1, "the front matter is larger than 64 KiB", "Long text belongs below it."));
        var reader = new FrontMatterReader(text[start..end], start, firstLine: 2, file);
        var values = reader.Read();
        return new FrontMatter { Present = true, Body = "", Values = values, Problems = reader.Problems };

        static FrontMatter Failed(Problem problem) => new() { Present = true, Body = "", Problems = [problem] };
    }

    internal static Problem At(string file, int line, int column, string summary, string detail) =>
        Problem.Of(RequestProblems.FrontMatter, summary, detail) with { Source = new SourceLocation(file, line, column) };

    private static (string Text, int Next) LineAt(string text, int start)
    {
        var end = text.IndexOf('\n', start);
        return end < 0 ? (text[start..], text.Length) : (text[start..end], end + 1);
    }

    private static bool IsFence(string line, bool closing)
    {
        var bare = line.TrimEnd(' ', '\t', '\r');
        return bare == "---" || (closing && bare == "...");
    }
}
