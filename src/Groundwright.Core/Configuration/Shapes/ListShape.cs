using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A list. Items that cannot be read are left out.</summary>
internal sealed class ListShape<T>(Shape<T> item, string says) : Shape<IReadOnlyList<T>>
{
    public override string Says => says;

    public override IObjectShape? Below => item.Below;

    /// <summary>Whether a list without items is refused. Default false.</summary>
    public bool NotEmpty { get; init; }

    /// <summary>Whether the same scalar twice is refused. Default false.</summary>
    public bool Unique { get; init; }

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        value = null;
        if (at.Node is not YamlList list) return at.ReportType(says);
        if (NotEmpty && list.Items.Count == 0) return at.ReportValue($"{at.Label} must not be empty");
        var items = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in list.Items)
        {
            var place = at.Down(node, $"an item of {at.Label}");
            if (!item.Read(place, out var read)) continue;
            items.Add(read);
            if (Unique && node is YamlScalar scalar && !seen.Add(scalar.Text))
                place.Report(ConfigurationProblems.Duplicate, $"{Words.Show(scalar.Text)} stands twice in {at.Label}");
        }
        value = items;
        return true;
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (NotEmpty) schema["minItems"] = 1;
        if (Unique) schema["uniqueItems"] = true;
        return schema;
    }
}

/// <summary>One item, or a list of them.</summary>
internal sealed class OneOrManyShape<T>(Shape<T> item, ListShape<T> list) : Shape<IReadOnlyList<T>>
{
    public override string Says => $"{item.Says}, or {list.Says}";

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out IReadOnlyList<T> value)
    {
        if (at.Node is YamlList) return list.Read(at, out value);
        value = null;
        if (at.Node is not YamlScalar) return at.ReportType(Says);
        if (!item.Read(at, out var one)) return false;
        value = [one];
        return true;
    }

    public override JsonObject Schema() => new() { ["oneOf"] = new JsonArray(item.Schema(), list.Schema()) };
}
