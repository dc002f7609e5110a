using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Shapes;

/// <summary>The values of a mapping that could be read.</summary>
internal sealed class Fields(Cursor at)
{
    private readonly Dictionary<IKey, object> values = [];
    private readonly HashSet<string> present = new(StringComparer.Ordinal);

    /// <summary>The mapping itself.</summary>
    public Cursor At { get; } = at;

    /// <summary>Whether the key stands in the file, with a good value or a bad one, or misspelled.</summary>
    public bool Has(IKey key) => present.Contains(key.Name);

    /// <summary>The value of a key, or what holds without it.</summary>
    public T Get<T>(Key<T> key, T otherwise)
        where T : notnull => values.TryGetValue(key, out var value) ? (T)value : otherwise;

    /// <summary>The value of a key; null without it.</summary>
    public T? Find<T>(Key<T> key)
        where T : class => values.TryGetValue(key, out var value) ? (T)value : null;

    /// <summary>The value of a key; null without it.</summary>
    public T? FindValue<T>(Key<T> key)
        where T : struct => values.TryGetValue(key, out var value) ? (T)value : null;

    /// <summary>Where the value of a key stands; the mapping when it is absent.</summary>
    public Cursor Place(IKey key) => At.Down(((YamlMapping)At.Node)[key.Name] ?? At.Node, $"`{key.Name}`");

    internal void MarkPresent(string name) => present.Add(name);

    internal void Set(IKey key, object value) => values[key] = value;
}
