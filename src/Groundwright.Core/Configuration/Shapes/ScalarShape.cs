using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A single value whose type does not matter: it is handed to a program as it is written.</summary>
internal sealed class ScalarShape : Shape<string>
{
    public override string Says => "text, a number, or true or false";

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out string value)
    {
        value = null;
        if (at.Node is not YamlScalar { Kind: YamlKind.Text or YamlKind.Number or YamlKind.Flag } scalar) return at.ReportType(Says);
        value = scalar.Kind == YamlKind.Flag ? scalar.Text.ToLowerInvariant() : scalar.Text;
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}
