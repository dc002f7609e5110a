namespace Groundwright.Core.Configuration.Yaml;

/// <summary>What a piece of YAML is, by the core schema of YAML 1.2.</summary>
internal enum YamlKind
{
    Empty,
    Flag,
    Number,
    Text,
    List,
    Mapping,

    /// <summary>Was refused already; whoever meets it stays silent.</summary>
    Refused,
}

/// <summary>A piece of YAML and where it stands. Lines and columns count from 1.</summary>
internal abstract record YamlNode(YamlKind Kind, int Line, int Column);

/// <summary>A single value.</summary>
internal sealed record YamlScalar(string Text, YamlKind Kind, int Line, int Column) : YamlNode(Kind, Line, Column);

/// <summary>A list.</summary>
internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(YamlKind.List, Line, Column);

/// <summary>Keys and values, in file order, every key once.</summary>
internal sealed record YamlMapping(IReadOnlyList<YamlEntry> Entries, int Line, int Column) : YamlNode(YamlKind.Mapping, Line, Column)
{
    /// <summary>The value of a key; null when it is not there.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
}

/// <summary>One line of a mapping.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
