using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>One of a few words.</summary>
internal sealed class WordShape(string what, params IReadOnlyList<string> words) : Shape<string>
{
    public override string Says => $"{what} ({Words.Or(words)})";

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (at.Node is not YamlScalar { Kind: YamlKind.Text } scalar) return at.ReportType(Says);
        if (words.Contains(scalar.Text))
        {
            value = scalar.Text;
            return true;
        }
        at.Report(ConfigurationProblems.UnknownValue, $"{Words.Show(scalar.Text)} is not {what}{Words.DidYouMean(Words.Nearest(scalar.Text, words))}", $"Known: {string.Join(", ", words)}.");
        return false;
    }

    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}

/// <summary>True or false.</summary>
internal sealed class FlagShape : Shape<bool>
{
    public override string Says => "true or false";

    public override bool Read(Cursor at, out bool value)
    {
        value = at.Node is YamlScalar { Kind: YamlKind.Flag, Text: "true" or "True" or "TRUE" };
        if (at.Node.Kind == YamlKind.Flag) return true;
        var meant = (at.Node as YamlScalar)?.Text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" or "true" => "true",
            "no" or "off" or "n" or "false" => "false",
            _ => null,
        };
        return at.ReportType(Says, Words.DidYouMean(meant));
    }

    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
