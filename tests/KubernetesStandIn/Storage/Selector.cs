using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Storage;

/// <summary>A label selector and a field selector as they come in a query.</summary>
internal sealed partial class Selector
{
    private readonly List<Func<JsonObject, bool>> conditions = [];

    /// <param name="labels">Such as <c>app=api,tier in (web, job),!old</c>.</param>
    /// <param name="fields">Such as <c>metadata.name=api,status.phase!=Failed</c>.</param>
    public static Selector Parse(string? labels, string? fields)
    {
        var selector = new Selector();
        foreach (var part in Split(labels)) selector.conditions.Add(LabelCondition(part));
        foreach (var part in Split(fields)) selector.conditions.Add(FieldCondition(part));
        return selector;
    }

    public bool Matches(JsonObject item) => conditions.TrueForAll(condition => condition(item));

    /// <summary>Whether labels fulfil a selector written as an object, with <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    public static bool Fulfils(JsonNode? labels, JsonNode? selector)
    {
        if ((selector.At("matchLabels") as JsonObject ?? []).Any(wanted => labels.Text(wanted.Key) != wanted.Value.Text())) return false;
        return selector.Objects("matchExpressions").All(expression => Fulfils(labels.Text(expression.Text("key")!), expression.Text("operator")!, [.. expression.Texts("values")]));
    }

    /// <summary>Whether labels have all of these values.</summary>
    public static bool HasAll(JsonNode? labels, JsonObject wanted) => wanted.All(one => labels.Text(one.Key) == one.Value.Text());

    private static bool Fulfils(string? value, string operation, string[] values) => operation switch
    {
        "In" => value is not null && values.Contains(value),
        "NotIn" => value is null || !values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        _ => false,
    };

    private static IEnumerable<string> Split(string? text) =>
        Comma().Split(text ?? "").Select(part => part.Trim()).Where(part => part.Length > 0);

    private static Func<JsonObject, bool> LabelCondition(string part)
    {
        if (SetRequirement().Match(part) is { Success: true } set)
        {
            var values = set.Groups["values"].Value.Split(',').Select(value => value.Trim()).ToArray();
            var operation = set.Groups["not"].Success ? "NotIn" : "In";
            return item => Fulfils(Label(item, set.Groups["key"].Value), operation, values);
        }
        if (Equation().Match(part) is { Success: true } equation)
            return item => Label(item, equation.Groups["key"].Value) == equation.Groups["value"].Value != (equation.Groups["sign"].Value == "!=");
        if (part[0] == '!') return item => Label(item, part[1..].Trim()) is null;
        if (!Name().IsMatch(part)) throw new ApiException(ApiStatus.BadRequest($"unable to parse requirement: {part}"));
        return item => Label(item, part) is not null;
    }

    private static Func<JsonObject, bool> FieldCondition(string part)
    {
        if (Equation().Match(part) is not { Success: true } equation) throw new ApiException(ApiStatus.BadRequest($"invalid field selector: {part}"));
        var path = equation.Groups["key"].Value.Split('.');
        if (!Known().IsMatch(equation.Groups["key"].Value)) throw new ApiException(ApiStatus.BadRequest($"field label not supported: {equation.Groups["key"].Value}"));
        return item => (item.Text(path) ?? item.At(path)?.ToString() ?? "") == equation.Groups["value"].Value != (equation.Groups["sign"].Value == "!=");
    }

    private static string? Label(JsonObject item, string key) => item.Text("metadata", "labels", key);

    [GeneratedRegex(@",(?![^()]*\))", RegexOptions.CultureInvariant)]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?<key>\S+)\s+(?<not>not)?in\s*\((?<values>[^)]*)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex SetRequirement();

    [GeneratedRegex(@"^(?<key>[^=!\s]+)\s*(?<sign>!=|==|=)\s*(?<value>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Equation();

    [GeneratedRegex(@"^[A-Za-z0-9][-A-Za-z0-9_./]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(metadata\.(name|namespace)|involvedObject\..+|reason|reportingComponent|source|type|status\.(phase|podIP|replicas|successful)|spec\.(nodeName|restartPolicy|schedulerName|serviceAccountName|unschedulable|clusterIP|type))$", RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
