using System.Text.Json.Nodes;

namespace KubernetesStandIn.Patches;

/// <summary>A place in a JSON document (RFC 6901): where it is, and how it is read, set and taken out.</summary>
internal sealed class JsonPointer
{
    private readonly string[] words;

    public JsonPointer(string text)
    {
        if (text.Length > 0 && text[0] != '/') throw new FormatException($"a pointer begins with a slash: {text}");
        words = [.. text.Split('/').Skip(1).Select(word => word.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
        Text = text;
    }

    public string Text { get; }

    public bool IsRoot => words.Length == 0;

    public JsonNode? Get(JsonNode root) => words.Aggregate<string, JsonNode?>(root, Child);

    public void Add(JsonNode root, JsonNode? value)
    {
        switch (Parent(root))
        {
            case JsonObject map:
                map[words[^1]] = value;
                break;
            case JsonArray list:
                list.Insert(words[^1] == "-" ? list.Count : Index(list, words[^1], last: list.Count), value);
                break;
        }
    }

    public void Remove(JsonNode root)
    {
        switch (Parent(root))
        {
            case JsonObject map when map.ContainsKey(words[^1]):
                map.Remove(words[^1]);
                break;
            case JsonArray list:
                list.RemoveAt(Index(list, words[^1], last: list.Count - 1));
                break;
            default:
                throw Missing();
        }
    }

    public void Replace(JsonNode root, JsonNode? value)
    {
        Get(root);
        if (Parent(root) is JsonArray list) list[Index(list, words[^1], last: list.Count - 1)] = value;
        else Add(root, value);
    }

    private JsonNode Parent(JsonNode root) => words.SkipLast(1).Aggregate<string, JsonNode?>(root, Child) is { } parent and (JsonObject or JsonArray) ? parent : throw Missing();

    private JsonNode? Child(JsonNode? node, string word) => node switch
    {
        JsonObject map when map.TryGetPropertyValue(word, out var value) => value,
        JsonArray list => list[Index(list, word, last: list.Count - 1)],
        _ => throw Missing(),
    };

    private int Index(JsonArray list, string word, int last) => int.TryParse(word, out var index) && index >= 0 && index <= last && last <= list.Count ? index : throw Missing();

    private FormatException Missing() => new($"nothing is at {Text}");
}
