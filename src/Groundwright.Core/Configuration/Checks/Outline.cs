using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>The names in a file and what they refer to, taken from the YAML itself, so that one bad entry does not hide the others.</summary>
internal static class Outline
{
    /// <summary>The entries of a section, in file order.</summary>
    public static IReadOnlyList<YamlEntry> Entries(YamlNode root, string section) =>
        ((root as YamlMapping)?[section] as YamlMapping)?.Entries ?? [];

    /// <summary>The names at a key of an entry: one, or a list of them. What cannot be a name was reported before.</summary>
    public static IReadOnlyList<YamlScalar> Names(YamlNode entry, string key) => (entry as YamlMapping)?[key] switch
    {
        YamlScalar one => IsName(one) ? [one] : [],
        YamlList list => [.. list.Items.OfType<YamlScalar>().Where(IsName)],
        _ => [],
    };

    /// <summary>Everything in a file that is a single value.</summary>
    public static IEnumerable<YamlScalar> Scalars(YamlNode node) => node switch
    {
        YamlScalar scalar => [scalar],
        YamlList list => list.Items.SelectMany(Scalars),
        YamlMapping mapping => mapping.Entries.SelectMany(entry => Scalars(entry.Value).Prepend(entry.Key)),
        _ => [],
    };

    private static bool IsName(YamlScalar scalar) => scalar.Kind == YamlKind.Text && Patterns.Name().IsMatch(scalar.Text);
}
