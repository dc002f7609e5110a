using System.Text;
using System.Text.Json;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs.Projections;

/// <summary>JSON that others wrote: bounded, without repeated keys, and able to say where in the file a value stands.</summary>
internal sealed class JsonSource
{
    private const int MaxDepth = 32;
    private const int MaxProblems = 50;

    private readonly byte[] utf8;
    private readonly string file;
    private readonly ProblemCode code;
    private readonly List<Problem> problems = [];

    private JsonSource(byte[] utf8, string file, ProblemCode code) => (this.utf8, this.file, this.code) = (utf8, file, code);

    /// <summary>The value; undefined when the text is not JSON.</summary>
    public JsonElement Root { get; private set; }

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<Problem> Problems => problems;

    /// <summary>Parses a text. What is wrong is in <see cref="Problems"/>.</summary>
    public static JsonSource Read(string text, string file, ProblemCode code, int maxBytes)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        var source = new JsonSource(size <= maxBytes ? Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')) : [], file, code);
        if (size > maxBytes)
        {
            source.problems.Add(Problem.Of(code, $"`{file}` is larger than {maxBytes / 1024} KiB") with { Source = new SourceLocation(file, 1, 1) });
            return source;
        }
        try
        {
            using var document = JsonDocument.Parse(source.utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            source.Root = document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            source.problems.Add(Problem.Of(code, $"`{file}` is not valid JSON", fault.Message)
                with
            { Source = new SourceLocation(file, (int)(fault.LineNumber ?? 0) + 1, (int)(fault.BytePositionInLine ?? 0) + 1) });
        }
        catch (InvalidOperationException)
        {
            source.problems.Add(Problem.Of(code, $"`{file}` holds a key that is not text", "A key holds half of a surrogate pair.") with { Source = new SourceLocation(file, 1, 1) });
        }
        return source;
    }

    /// <summary>Notes a problem at a value: keys and indexes lead to it. What is not there is shown at what should hold it.</summary>
    public void Add(string summary, string? detail, params IReadOnlyList<object> path)
    {
        if (problems.Count >= MaxProblems) return;
        var (line, column) = Position(Locate(path));
        problems.Add(Problem.Of(code, summary, detail) with { Source = new SourceLocation(file, line, column) });
    }

    /// <summary>A string; null when the value is something else or holds half of a surrogate pair.</summary>
    public static string? TextOf(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Properties of an object whose keys are text; a key that is not is noted as a problem.</summary>
    public List<KeyValuePair<string, JsonElement>> Entries(JsonElement value)
    {
        var entries = new List<KeyValuePair<string, JsonElement>>();
        foreach (var property in value.EnumerateObject())
        {
            try
            {
                entries.Add(KeyValuePair.Create(property.Name, property.Value));
            }
            catch (InvalidOperationException)
            {
                Add($"`{file}` holds a key that is not text", "It holds half of a surrogate pair.");
            }
        }
        return entries;
    }

    /// <summary>Walks to a value again instead of remembering where every value stands: problems are few, values may be many.</summary>
    private int Locate(IReadOnlyList<object> path)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        foreach (var part in path)
        {
            var holder = (int)reader.TokenStartIndex;
            if (!(part is string key ? ToKey(ref reader, key) : ToIndex(ref reader, (int)part))) return holder;
        }
        return (int)reader.TokenStartIndex;
    }

    private static bool ToKey(ref Utf8JsonReader reader, string key)
    {
        if (reader.TokenType is not JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(key);
            reader.Read();
            if (found) return true;
            reader.Skip();
        }
        return false;
    }

    private static bool ToIndex(ref Utf8JsonReader reader, int index)
    {
        if (reader.TokenType is not JsonTokenType.StartArray) return false;
        for (var i = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; i++)
        {
            if (i == index) return true;
            reader.Skip();
        }
        return false;
    }

    private (int Line, int Column) Position(int offset)
    {
        var before = utf8.AsSpan(0, Math.Min(offset, utf8.Length));
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
