using System.Text.RegularExpressions;

namespace Groundwright.Core.Configuration.Yaml;

/// <summary>Tells the type of a plain scalar, by the core schema of YAML 1.2 (so <c>yes</c> and <c>on</c> are text).</summary>
internal static partial class YamlTypes
{
    public static YamlKind OfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlKind.Empty,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlKind.Flag,
        _ when text.Length <= 64 && Number().IsMatch(text) => YamlKind.Number,
        _ => YamlKind.Text,
    };

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
