using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>One key of a mapping, as described for people and machines.</summary>
internal interface IKey
{
    string Name { get; }

    /// <summary>What it means, one or two sentences.</summary>
    string Text { get; }

    /// <summary>What holds when it is absent, for people; null: nothing worth saying.</summary>
    string? Default { get; }

    /// <summary>Whether it must be there.</summary>
    bool Required { get; }

    IShape Shape { get; }

    /// <summary>Reads its value; false when there is none.</summary>
    bool Read(Cursor at, [MaybeNullWhen(false)] out object value);
}

/// <summary>A key and the type of its value.</summary>
internal sealed record Key<T>(string Name, Shape<T> Of, string Text) : IKey
    where T : notnull
{
    public string? Default { get; init; }

    public bool Required { get; init; }

    public IShape Shape => Of;

    public bool Read(Cursor at, [MaybeNullWhen(false)] out object value)
    {
        var read = Of.Read(at, out var typed);
        value = typed;
        return read;
    }
}

/// <summary>What a key looks like in a schema.</summary>
internal static class KeySchema
{
    public static JsonObject Of(IKey key)
    {
        var schema = key.Shape.Schema();
        schema["description"] = key.Default is null ? key.Text : $"{key.Text} Default: {key.Default}.";
        return schema;
    }
}
