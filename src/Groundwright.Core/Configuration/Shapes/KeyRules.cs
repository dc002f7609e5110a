using System.Text.Json.Nodes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>A rule between the keys of one mapping, said to the reader and to the schema.</summary>
internal interface IKeyRule
{
    void Check(Fields fields);

    void Describe(JsonObject schema);
}

/// <summary>Exactly one of several keys is there.</summary>
internal sealed class ExactlyOne(params IReadOnlyList<IKey> keys) : IKeyRule
{
    public void Check(Fields fields)
    {
        var present = keys.Where(fields.Has).Select(key => $"`{key.Name}`").ToList();
        if (present.Count == 1) return;
        var wanted = Words.Or([.. keys.Select(key => $"`{key.Name}`")]);
        fields.At.Report(ConfigurationProblems.NotExactlyOne,
            present.Count == 0 ? $"{fields.At.Label} needs one of {wanted}" : $"{fields.At.Label} has {string.Join(" and ", present)}, but can have only one of them");
    }

    public void Describe(JsonObject schema) =>
        schema["oneOf"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject { ["required"] = new JsonArray(key.Name) })]);
}

/// <summary>A key means something only beside another.</summary>
internal sealed class OnlyWith(IKey other, params IReadOnlyList<IKey> keys) : IKeyRule
{
    public void Check(Fields fields)
    {
        if (fields.Has(other)) return;
        foreach (var key in keys.Where(fields.Has))
            fields.Place(key).Report(ConfigurationProblems.NeedsKey, $"`{key.Name}` has no effect without `{other.Name}`");
    }

    public void Describe(JsonObject schema)
    {
        var dependent = schema["dependentRequired"] as JsonObject ?? [];
        foreach (var key in keys) dependent[key.Name] = new JsonArray(other.Name);
        schema["dependentRequired"] = dependent;
    }
}

/// <summary>Keys that say the same as another in a different way cannot stand beside it.</summary>
internal sealed class NotWith(IKey other, params IReadOnlyList<IKey> keys) : IKeyRule
{
    public void Check(Fields fields)
    {
        if (!fields.Has(other)) return;
        foreach (var key in keys.Where(fields.Has))
            fields.Place(key).Report(ConfigurationProblems.NotExactlyOne, $"`{key.Name}` cannot stand beside `{other.Name}`");
    }

    public void Describe(JsonObject schema) => schema["dependentSchemas"] = new JsonObject
    {
        [other.Name] = new JsonObject { ["not"] = new JsonObject { ["anyOf"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject { ["required"] = new JsonArray(key.Name) })]) } },
    };
}

/// <summary>A key must be there when another has a certain value.</summary>
internal sealed class RequiredWhen(Key<string> switchKey, string value, IKey needed) : IKeyRule
{
    public void Check(Fields fields)
    {
        if (fields.Find(switchKey) == value && !fields.Has(needed))
            fields.Place(switchKey).Report(ConfigurationProblems.MissingKey, $"`{switchKey.Name}: {value}` needs the key `{needed.Name}`", needed.Text);
    }

    public void Describe(JsonObject schema)
    {
        var all = schema["allOf"] as JsonArray ?? [];
        all.Add(new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [switchKey.Name] = new JsonObject { ["const"] = value } },
                ["required"] = new JsonArray(switchKey.Name),
            },
            ["then"] = new JsonObject { ["required"] = new JsonArray(needed.Name) },
        });
        schema["allOf"] = all;
    }
}
