using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform;

/// <summary>The attributes of a resource that change, with what is secret left out.</summary>
internal static partial class AttributeDiff
{
    private const int ValueLength = 200;
    private const string Secret = "(sensitive)";

    /// <summary>The lines for one resource, such as <c>input.name: "x" -> "y"</c>.</summary>
    public static IEnumerable<string> Lines(PlannedResource resource)
    {
        var forces = resource.ReplacePaths.ValueKind == JsonValueKind.Array
            ? resource.ReplacePaths.EnumerateArray().Where(IsList).Select(path => string.Join('.', path.EnumerateArray().Select(Part))).ToList()
            : [];
        bool Forces(string path) => forces.Exists(force => path == force || path.StartsWith(force + ".", StringComparison.Ordinal));
        return Compare("", new Sides(resource.Before, resource.After, resource.AfterUnknown, resource.BeforeSensitive, resource.AfterSensitive))
            .Select(change => Forces(change.Path) ? $"{change.Line} (forces replacement)" : change.Line);
    }

    /// <summary>The change of an output in one line.</summary>
    public static string Output(PlannedOutput output)
    {
        var change = output.Change;
        var sides = new Sides(change.Member("before"), change.Member("after"), change.Member("after_unknown"), change.Member("before_sensitive"), change.Member("after_sensitive"));
        return Whole("value", sides) is { } whole ? whole.Line["value: ".Length..] : "changes";
    }

    private static IEnumerable<(string Path, string Line)> Compare(string path, Sides sides)
    {
        if (!sides.Hidden && !IsTrue(sides.Unknown) && sides.AreObjects)
            return sides.Names.SelectMany(name => Compare(path.Length == 0 ? name : $"{path}.{name}", sides.Member(name)));
        return Whole(path, sides) is { } whole ? [whole] : [];
    }

    private static (string Path, string Line)? Whole(string path, Sides sides)
    {
        if (!sides.Differ) return null;
        // A list or map with a secret somewhere inside is not shown at all.
        var hidden = HoldsTrue(sides.SecretBefore) || HoldsTrue(sides.SecretAfter);
        var now = hidden ? Secret : Show(sides.Before);
        var then = IsTrue(sides.Unknown) ? "(known after apply)" : hidden ? Secret : Show(sides.After);
        return (path, IsNothing(sides.Before) || (hidden && now == then) ? $"{path}: {then}" : $"{path}: {now} -> {then}");
    }

    private static string Show(JsonElement value)
    {
        if (IsNothing(value)) return "null";
        var text = Space().Replace(value.GetRawText(), " ");
        return text.Length > ValueLength ? $"{text[..ValueLength]}…" : text;
    }

    private static string Part(JsonElement part) => part.ValueKind == JsonValueKind.String ? part.GetString()! : part.GetRawText();

    private static bool IsNothing(JsonElement element) => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static bool IsList(JsonElement element) => element.ValueKind == JsonValueKind.Array;

    private static bool IsTrue(JsonElement element) => element.ValueKind == JsonValueKind.True;

    private static bool HoldsTrue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsTrue),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HoldsTrue(member.Value)),
        _ => false,
    };

    /// <summary>One attribute before and after, what of it is not known yet, and what of it is secret.</summary>
    private readonly record struct Sides(JsonElement Before, JsonElement After, JsonElement Unknown, JsonElement SecretBefore, JsonElement SecretAfter)
    {
        public bool Hidden => IsTrue(SecretBefore) || IsTrue(SecretAfter);

        public bool AreObjects => (IsObject(Before) || IsObject(After)) && (IsObject(Before) || IsNothing(Before)) && (IsObject(After) || IsNothing(After));

        public bool Differ => HoldsTrue(Unknown) || IsNothing(Before) != IsNothing(After) || (!IsNothing(Before) && !JsonElement.DeepEquals(Before, After));

        public IEnumerable<string> Names => new[] { Before, After, Unknown }.Where(IsObject)
            .SelectMany(element => element.EnumerateObject()).Select(member => member.Name).Distinct().Order(StringComparer.Ordinal);

        public Sides Member(string name) => new(Before.Member(name), After.Member(name), Unknown.Member(name), SecretBefore.Member(name), SecretAfter.Member(name));
    }

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Space();
}
