using System.Text.Json;

namespace Groundwright.Core.Environments.Policies;

/// <summary>Reads attributes of resources, whose shapes differ between providers: what is absent or of another kind is simply not there.</summary>
public static class JsonAttributes
{
    /// <summary>A member of an object; undefined when there is none.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A member that is a string; else null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A member that is a truth value; else null.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A member that is a whole number; else null.</summary>
    public static long? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>The elements of a member that is a list, or the member itself when it is one object or string; else nothing.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name)
    {
        var value = element.Member(name);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object or JsonValueKind.String => [value],
            _ => [],
        };
    }

    /// <summary>The strings in a member that is a list or a string.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        element.Items(name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!);
}
