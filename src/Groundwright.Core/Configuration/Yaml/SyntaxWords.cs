namespace Groundwright.Core.Configuration.Yaml;

/// <summary>Puts the YAML parser's messages into words for people; the common mistakes get their cause named.</summary>
internal static class SyntaxWords
{
    public const string Tab = "a tab stands here; YAML is indented with spaces";

    private static readonly (string Part, string Words)[] Known =
    [
        ("found character '\t'", Tab),
        ("invalid tab", Tab),
        ("cannot start any token", "this character cannot begin a value; put the value in quotes"),
        ("mapping values are not allowed", "a `:` is not allowed here; check the indentation, or put the value in quotes"),
        ("could not find expected ':'", "a `:` is missing after a key"),
        ("did not find expected ',' or ']'", "a `,` or `]` is missing"),
        ("did not find expected ',' or '}'", "a `,` or `}` is missing"),
        ("did not find expected '-' indicator", "a `-` is missing, or the indentation is wrong"),
        ("did not find expected key", "a key is missing, or the indentation is wrong"),
        ("unexpected end of stream", "the file ends before a quote is closed"),
        ("undefined tag handle", "tags (`!...`) are not allowed here"),
    ];

    public static string Of(string message)
    {
        foreach (var (part, words) in Known)
            if (message.Contains(part, StringComparison.OrdinalIgnoreCase)) return words;
        var end = message.LastIndexOf("): ", StringComparison.Ordinal);
        var rest = Words.Clean(end < 0 ? message : message[(end + 3)..]).TrimEnd('.');
        return "not valid YAML: " + (rest.Length == 0 ? "the parser gave up here" : char.ToLowerInvariant(rest[0]) + rest[1..]);
    }

    /// <summary>The first tab in the indentation of a line, from a line on.</summary>
    public static (int Line, int Column) PlaceOfTab(string text, int from)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indentation = line[..(line.Length - line.TrimStart(" \t").Length)];
            if (number >= from && indentation.Contains('\t')) return (number, indentation.IndexOf('\t') + 1);
        }
        return (from, 1);
    }
}
