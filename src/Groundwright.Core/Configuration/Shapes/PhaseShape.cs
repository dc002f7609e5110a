using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A phase of a workflow: one of those there are, or <c>deploy-&lt;environment&gt;</c>. Whether the environment exists is checked when all is read.</summary>
internal sealed class PhaseShape(params IReadOnlyList<string> phases) : Shape<string>
{
    /// <summary>Begins the name of a phase that deploys one environment.</summary>
    public const string Deploy = "deploy-";

    private readonly WordShape words = new("a phase", [.. phases, Deploy + "<environment>"]);

    public override string Says => words.Says;

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out string value)
    {
        value = (at.Node as YamlScalar)?.Text;
        return value is not null && value.StartsWith(Deploy, StringComparison.Ordinal) && Patterns.Name().IsMatch(value[Deploy.Length..]) || words.Read(at, out value);
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = new JsonArray([.. phases.Select(phase => (JsonNode)phase)]) }, new JsonObject { ["type"] = "string", ["pattern"] = "^" + Deploy + Patterns.NameText.TrimStart('^') }),
    };
}
