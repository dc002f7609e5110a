using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Groundwright.Core.Configuration.Yaml;

/// <summary>
/// Reads one YAML document into nodes that know their place. Anchors, aliases and tags are refused: they make small files large, and
/// nothing in a configuration needs them.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Deepest nesting. The deepest place in the format is 6.</summary>
    public const int MaxDepth = 24;

    private readonly Parser parser;
    private readonly ProblemList problems;
    private bool tooDeep;

    private YamlReader(string text, ProblemList problems)
    {
        parser = new Parser(new StringReader(text));
        this.problems = problems;
    }

    /// <summary>The document; null when it cannot be read, with the reason in <paramref name="problems"/>.</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        var reader = new YamlReader(text, problems);
        try
        {
            return reader.Document();
        }
        catch (YamlException fault)
        {
            var (code, words) = reader.tooDeep
                ? (ConfigurationProblems.TooLarge, $"nested more than {MaxDepth} levels deep")
                : (ConfigurationProblems.Syntax, SyntaxWords.Of(fault.Message));
            // The parser blames the mapping around a tab; people need the line of the tab.
            var (line, column) = words == SyntaxWords.Tab ? SyntaxWords.PlaceOfTab(text, Place(fault.Start.Line)) : (Place(fault.Start.Line), Place(fault.Start.Column));
            problems.Add(code, line, column, words);
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The parser itself stumbles over some malformed files, such as `{{` before a colon.
            var at = reader.parser.Current?.End ?? Mark.Empty;
            problems.Add(ConfigurationProblems.Syntax, Place(at.Line), Place(at.Column), "not valid YAML from here on");
            return null;
        }
    }

    private YamlNode? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            problems.Add(ConfigurationProblems.MissingKey, 1, 1, "the file is empty", "`gw init` writes one that fits the repository.");
            return null;
        }
        parser.Consume<DocumentStart>();
        var root = Node(1);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
            problems.Add(ConfigurationProblems.YamlFeature, Place(second.Start.Line), Place(second.Start.Column), "a second document begins here, and only one is read");
        return root;
    }

    private YamlNode Node(int depth)
    {
        var start = parser.Current!.Start;
        tooDeep = depth > MaxDepth;
        if (tooDeep) throw new YamlException(start, start, "too deep");
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Refuse(alias.Start, $"`*{alias.Value}` repeats another place of the file, which is not allowed here");
        var refused = Decoration(parser.Current as NodeEvent);
        YamlNode node = parser.Current switch
        {
            MappingStart => Mapping(depth),
            SequenceStart => List(depth),
            _ => Scalar(),
        };
        return refused is null ? node : refused with { Line = node.Line, Column = node.Column };
    }

    private YamlScalar? Decoration(NodeEvent? node)
    {
        if (node is null) return null;
        if (!node.Anchor.IsEmpty) return Refuse(node.Start, $"the anchor `&{node.Anchor.Value}` is not allowed here");
        return node.Tag.IsEmpty ? null : Refuse(node.Start, "tags (`!...`) are not allowed here");
    }

    private YamlScalar Refuse(Mark at, string summary)
    {
        problems.Add(ConfigurationProblems.YamlFeature, Place(at.Line), Place(at.Column), summary, "Write the value out where it is used.");
        return new YamlScalar("", YamlKind.Refused, Place(at.Line), Place(at.Column));
    }

    private YamlScalar Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        var kind = scalar.Style == ScalarStyle.Plain ? YamlTypes.OfPlain(scalar.Value) : YamlKind.Text;
        return new YamlScalar(scalar.Value, kind, Place(scalar.Start.Line), Place(scalar.Start.Column));
    }

    private YamlList List(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new YamlList(items, Place(start.Start.Line), Place(start.Start.Column));
    }

    private YamlMapping Mapping(int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlScalar name)
                problems.Add(ConfigurationProblems.WrongType, key.Line, key.Column, "a key must be a word, not a list or a mapping");
            else if (key.Kind == YamlKind.Refused)
                continue;
            else if (lines.TryAdd(name.Text, name.Line))
                entries.Add(new YamlEntry(name, value));
            else
                problems.Add(ConfigurationProblems.Duplicate, name.Line, name.Column, $"the key {Words.Show(name.Text)} is given a second time (first in line {lines[name.Text]})");
        }
        return new YamlMapping(entries, Place(start.Start.Line), Place(start.Start.Column));
    }

    // The parser counts from 1; a fault without a place has 0.
    private static int Place(long mark) => (int)Math.Max(1, mark);
}
