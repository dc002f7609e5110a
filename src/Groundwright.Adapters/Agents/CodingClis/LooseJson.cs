using System.Text.Json;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>JSON of which nothing is certain: what is not there, or is something else, is null or empty. Never throws.</summary>
internal readonly struct LooseJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly JsonElement element;

    private LooseJson(JsonElement element) => this.element = element;

    /// <summary>Reads a line; null when it is not one JSON object.</summary>
    public static LooseJson? Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? new LooseJson(document.RootElement.Clone()) : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            // The second: a line that was cut in the middle of a character.
            return null;
        }
    }

    /// <summary>A member.</summary>
    public LooseJson this[string name] => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? new LooseJson(value) : default;

    /// <summary>The elements of a list.</summary>
    public IEnumerable<LooseJson> Items => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().Select(item => new LooseJson(item)) : [];

    /// <summary>The values of an object.</summary>
    public IEnumerable<LooseJson> Values => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => new LooseJson(member.Value)) : [];

    /// <summary>Whether anything stands there.</summary>
    public bool IsThere => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>A text; null for anything else.</summary>
    public string? Text
    {
        get
        {
            try
            {
                return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                // Half of a character, written as an escape.
                return null;
            }
        }
    }

    /// <summary>A whole number from 0; null for anything else.</summary>
    public long? Count => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var number) && number >= 0 ? number : null;

    /// <summary>A number from 0; null for anything else.</summary>
    public decimal? Amount => element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && number >= 0 ? number : null;

    /// <summary>Whether it is <c>true</c>.</summary>
    public bool IsTrue => element.ValueKind == JsonValueKind.True;

    /// <summary>As it stands, cut after so many characters.</summary>
    public string Raw(int most) => element.ValueKind == JsonValueKind.Undefined ? "" : element.GetRawText() is var text && text.Length > most ? text[..most] + "…" : element.GetRawText();
}
