using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A mapping whose keys people choose (within a rule), all values of one shape, in file order.</summary>
internal sealed class MapShape<T>(KeyNames names, Shape<T> item, string says, string? itemLabel = null) : Shape<IReadOnlyList<KeyValuePair<string, T>>>
{
    public override string Says => says;

    public override IObjectShape? Below => item.Below;

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out IReadOnlyList<KeyValuePair<string, T>> value)
    {
        value = null;
        if (at.Node is not YamlMapping mapping) return at.ReportType(says);
        var pairs = new List<KeyValuePair<string, T>>();
        foreach (var (key, node) in mapping.Entries)
        {
            names.Check(at.Down(key, at.Label), key.Text);
            var label = itemLabel is null ? Words.Show(key.Text) : $"{itemLabel} {Words.Show(key.Text)}";
            if (item.Read(at.Down(node, label), out var read)) pairs.Add(KeyValuePair.Create(key.Text, read));
        }
        value = pairs;
        return true;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["propertyNames"] = names.Schema(),
        ["additionalProperties"] = item.Schema(),
    };
}
