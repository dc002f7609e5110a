using Groundwright.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Groundwright.Core.Requests;

/// <summary>
/// Builds the values of front matter from parser events. The parser is driven by hand, because what anybody may write into a file must neither nest
/// without end nor multiply through aliases.
/// </summary>
internal sealed class FrontMatterReader(string yaml, int offset, int firstLine, string file)
{
    private const int MaxDepth = 16;

    private readonly Parser parser = new(new StringReader(yaml));
    private readonly List<Problem> problems = [];

    public IReadOnlyList<Problem> Problems => problems;

    public FrontMatterMap Read()
    {
        var empty = new FrontMatterMap([], firstLine, 1, offset, offset);
        try
        {
            return Document() ?? empty;
        }
        catch (YamlException fault)
        {
            Add(fault.Start, "the front matter is not valid YAML", Sentence(fault.Message));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException)
        {
            // The parser's own way of giving up on some texts, found by fuzzing.
            Add(parser.Current?.Start ?? Mark.Empty, "the front matter is not valid YAML", "It cannot be read from here on.");
        }
        catch (GroundwrightException refusal)
        {
            problems.AddRange(refusal.Problems);
        }
        return empty;
    }

    private FrontMatterMap? Document()
    {
        while (parser.MoveNext() && parser.Current is StreamStart or DocumentStart or Comment)
        {
        }
        if (parser.Current is null or StreamEnd) return null;
        var root = Value(0);
        while (parser.Current is DocumentEnd or Comment && parser.MoveNext())
        {
        }
        if (parser.Current is not (null or StreamEnd)) throw Refuse(parser.Current.Start, "the front matter holds a second document", "Only one is read.");
        if (root is FrontMatterMap map) return map;
        if (root is FrontMatterScalar { IsNull: true }) return null;
        problems.Add(FrontMatter.At(file, root.Line, root.Column, "the front matter is not a list of keys and values", "Write one `key: value` a line."));
        return null;
    }

    /// <summary>Reads the value at the current event and moves behind it.</summary>
    private FrontMatterValue Value(int depth)
    {
        var current = parser.Current!;
        if (depth > MaxDepth) throw Refuse(current.Start, $"the front matter is nested deeper than {MaxDepth}", "Put structured data into a file of its own.");
        switch (current)
        {
            case Scalar scalar:
                parser.MoveNext();
                return Text(scalar);
            case SequenceStart:
                return List(current, depth);
            case MappingStart:
                return Map(current, depth);
            default:
                throw Refuse(current.Start, "anchors and aliases are not read here", "Write the value out.");
        }
    }

    private FrontMatterList List(ParsingEvent start, int depth)
    {
        var items = new List<FrontMatterValue>();
        parser.MoveNext();
        while (parser.Current is not SequenceEnd)
        {
            if (parser.Current is Comment) parser.MoveNext();
            else items.Add(Value(depth + 1));
        }
        var end = End(parser.Current.Start, ']', items.LastOrDefault());
        parser.MoveNext();
        return new FrontMatterList(items, Line(start.Start), Column(start.Start), Offset(start.Start), end);
    }

    private FrontMatterMap Map(ParsingEvent start, int depth)
    {
        var entries = new List<FrontMatterEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        parser.MoveNext();
        while (parser.Current is not MappingEnd)
        {
            if (parser.Current is Comment)
            {
                parser.MoveNext();
                continue;
            }
            var mark = parser.Current!.Start;
            if (Value(depth + 1) is not FrontMatterScalar key) throw Refuse(mark, "a key of the front matter is not a word", "Write `key: value`.");
            if (!seen.Add(key.Text)) Add(mark, $"the key `{key.Text}` stands there twice", "Keep one of them.");
            entries.Add(new FrontMatterEntry(key, Value(depth + 1)));
        }
        var end = End(parser.Current.Start, '}', entries.LastOrDefault()?.Value);
        parser.MoveNext();
        return new FrontMatterMap(entries, Line(start.Start), Column(start.Start), Offset(start.Start), end);
    }

    private FrontMatterScalar Text(Scalar scalar) =>
        new(scalar.Value, scalar.Style == ScalarStyle.Plain, Line(scalar.Start), Column(scalar.Start), Offset(scalar.Start), Offset(scalar.End));

    private GroundwrightException Refuse(Mark mark, string summary, string detail) =>
        new(FrontMatter.At(file, Line(mark), Column(mark), summary, detail));

    private void Add(Mark mark, string summary, string detail) => problems.Add(FrontMatter.At(file, Line(mark), Column(mark), summary, detail));

    /// <summary>A value in brackets ends behind its bracket; one in lines ends with its last part, not where the next token begins.</summary>
    private int End(Mark mark, char bracket, FrontMatterValue? last)
    {
        var at = (int)Math.Min(mark.Index, yaml.Length);
        if (at < yaml.Length && yaml[at] == bracket) return offset + at + 1;
        return last?.End ?? offset + at;
    }

    private int Line(Mark mark) => firstLine + (int)Math.Max(0, mark.Line - 1);

    private static int Column(Mark mark) => (int)Math.Max(1, mark.Column);

    private int Offset(Mark mark) => offset + (int)Math.Min(mark.Index, yaml.Length);

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";
}
