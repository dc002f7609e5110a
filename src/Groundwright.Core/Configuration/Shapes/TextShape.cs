using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A value written as one line of text and read into something.</summary>
internal abstract class TextShape<T> : Shape<T>
{
    /// <summary>Regular expression for the schema.</summary>
    protected abstract string Pattern { get; }

    /// <summary>Reads text that has one line and is not blank.</summary>
    protected abstract bool Parse(Cursor at, string text, [MaybeNullWhen(false)] out T value);

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (at.Node is not YamlScalar { Kind: YamlKind.Text } scalar)
            return at.ReportType(Says, at.Node is YamlScalar { Kind: YamlKind.Number or YamlKind.Flag } other && Regex.IsMatch(other.Text, Pattern) ? "; put it in quotes" : null);
        if (string.IsNullOrWhiteSpace(scalar.Text)) return at.ReportValue($"{at.Label} is empty; it must be {Says}");
        if (scalar.Text.Any(char.IsControl)) return at.ReportValue($"{at.Label} must be on one line");
        return Parse(at, scalar.Text, out value);
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = Pattern };
}

/// <summary>One line of text, as it is.</summary>
internal sealed class LineShape(string says = "text") : TextShape<string>
{
    public override string Says => says;

    protected override string Pattern => Patterns.LineText;

    protected override bool Parse(Cursor at, string text, out string value)
    {
        value = text;
        return true;
    }
}
