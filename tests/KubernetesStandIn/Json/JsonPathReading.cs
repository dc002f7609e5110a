using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KubernetesStandIn.Json;

/// <summary>The part of JSONPath that printer columns and scale subresources use: fields, indexes, and one equality filter.</summary>
internal static partial class JsonPathReading
{
    /// <summary>The first value at a path such as <c>.status.conditions[?(@.type=="Ready")].status</c>; null when there is none.</summary>
    public static JsonNode? First(JsonNode? node, string path)
    {
        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups["field"].Success) node = node.At(step.Groups["field"].Value.Replace("\\.", ".", StringComparison.Ordinal));
            else if (step.Groups["index"].Success) node = (node as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].Value));
            else node = node.Objects().FirstOrDefault(item => item.Text(step.Groups["name"].Value) == step.Groups["value"].Value);
        }
        return node;
    }

    [GeneratedRegex("""\.(?<field>(?:[^.\[\]\\]|\\.)+)|\[(?<index>\d+)\]|\[\?\(@\.(?<name>[A-Za-z]+)\s*==\s*["'](?<value>[^"']*)["']\)\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
