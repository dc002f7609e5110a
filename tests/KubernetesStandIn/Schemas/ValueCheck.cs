using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Schemas;

/// <summary>The limits a CustomResourceDefinition sets for values. Its rules in CEL (<c>x-kubernetes-validations</c>) are not evaluated.</summary>
internal static class ValueCheck
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    public static void Of(JsonNode node, Schema schema, string path, List<Cause> causes)
    {
        if (schema.Look("enum") is JsonArray known && !known.Any(value => JsonReading.Same(value, node)))
            causes.Add(Cause.Unsupported(path, node.ToString(), known.Select(value => value?.ToString() ?? "")));
        switch (node.GetValueKind())
        {
            case JsonValueKind.String:
                OfText(node, node.GetValue<string>(), schema, path, causes);
                break;
            case JsonValueKind.Number:
                OfNumber(node, schema, path, causes);
                break;
            case JsonValueKind.Array:
                OfSize(node, node.AsArray().Count, schema, path, "Items", "items", causes);
                break;
            case JsonValueKind.Object:
                OfSize(node, node.AsObject().Count, schema, path, "Properties", "properties", causes);
                break;
        }
    }

    private static void OfText(JsonNode node, string text, Schema schema, string path, List<Cause> causes)
    {
        OfSize(node, text.Length, schema, path, "Length", "chars long", causes);
        if (schema.Look("pattern").Text() is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, PatternLimit))
            causes.Add(Cause.Invalid(path, node, $"{path} in body should match '{pattern}'"));
    }

    private static void OfNumber(JsonNode node, Schema schema, string path, List<Cause> causes)
    {
        var number = decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture);
        if (schema.Look("minimum").Number() is { } least && number < least) causes.Add(Cause.Invalid(path, node, $"{path} in body should be greater than or equal to {least}"));
        if (schema.Look("maximum").Number() is { } most && number > most) causes.Add(Cause.Invalid(path, node, $"{path} in body should be less than or equal to {most}"));
    }

    private static void OfSize(JsonNode node, int size, Schema schema, string path, string keyword, string unit, List<Cause> causes)
    {
        if (schema.Look("min" + keyword).Number() is { } least && size < least) causes.Add(Cause.Invalid(path, node, $"{path} in body should have at least {least} {unit}"));
        if (schema.Look("max" + keyword).Number() is { } most && size > most)
            causes.Add(new Cause("FieldValueTooLong", $"Too long: may not be more than {most} {unit}", path));
    }
}
