using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A mapping with known keys. It reads as much as it can, so that all problems come at once.</summary>
internal sealed class ObjectShape<T>(IReadOnlyList<IKey> keys, Func<Fields, T> build, params IReadOnlyList<IKeyRule> rules) : Shape<T>, IObjectShape
    where T : notnull
{
    public override string Says => "a group of keys";

    public override IObjectShape Below => this;

    public IReadOnlyList<IKey> Keys => keys;

    public override bool Read(Cursor at, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (at.Node is not YamlMapping mapping) return at.ReportType($"a group of keys ({Words.Or([.. keys.Select(key => key.Name)])})");
        var fields = new Fields(at);
        foreach (var entry in mapping.Entries) ReadKey(entry, mapping, fields);
        foreach (var key in keys)
            if (key.Required && !fields.Has(key)) at.Report(ConfigurationProblems.MissingKey, $"{at.Label} needs the key `{key.Name}`", key.Text);
        foreach (var rule in rules) rule.Check(fields);
        value = build(fields);
        return true;
    }

    private void ReadKey(YamlEntry entry, YamlMapping mapping, Fields fields)
    {
        var key = keys.FirstOrDefault(candidate => candidate.Name == entry.Key.Text);
        if (key is null)
        {
            ReportUnknown(entry, mapping, fields);
            return;
        }
        fields.MarkPresent(key.Name);
        if (key.Read(fields.At.Down(entry.Value, $"`{key.Name}`"), out var value)) fields.Set(key, value);
    }

    private void ReportUnknown(YamlEntry entry, YamlMapping mapping, Fields fields)
    {
        var name = entry.Key.Text;
        var meant = fields.At.Problems.IsFull ? null : Words.Nearest(name, keys.Select(key => key.Name).Where(key => mapping[key] is null));
        // A misspelled key is there as far as the person is concerned: only its spelling is reported.
        if (meant is not null) fields.MarkPresent(meant);
        fields.At.Problems.Add(ConfigurationProblems.UnknownKey, entry.Key.Line, entry.Key.Column,
            $"unknown key {Words.Show(name)}{Words.DidYouMean(meant)}", $"Known here: {string.Join(", ", keys.Select(key => key.Name))}.");
    }

    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in keys) properties[key.Name] = KeySchema.Of(key);
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (keys.Any(key => key.Required)) schema["required"] = new JsonArray([.. keys.Where(key => key.Required).Select(key => (JsonNode)key.Name)]);
        foreach (var rule in rules) rule.Describe(schema);
        return schema;
    }
}
