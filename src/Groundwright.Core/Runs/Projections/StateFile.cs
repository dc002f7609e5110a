using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Runs.Projections;

/// <summary>
/// <c>agents/&lt;id&gt;/ipe_state.json</c> (contract A11). Immutable. Keys keep their order; a value that is not replaced is written again exactly as it
/// was read, so other tools may keep what they like in it.
/// </summary>
public sealed class StateFile
{
    private readonly IReadOnlyList<KeyValuePair<string, JsonElement>> entries;

    internal StateFile(IReadOnlyList<KeyValuePair<string, JsonElement>> entries) => this.entries = entries;

    /// <summary>Name of the file in the folder of a run.</summary>
    public const string Name = "ipe_state.json";

    /// <summary>All keys and values, in file order.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> Entries => entries;

    /// <summary>The value of a key; null when it is absent or <c>null</c>.</summary>
    public JsonElement? this[string key]
    {
        get
        {
            foreach (var (name, value) in entries)
                if (name == key) return value.ValueKind is JsonValueKind.Null ? null : value;
            return null;
        }
    }

    /// <summary>A value as text; numbers as they are written. Null when absent, <c>null</c> or something else.</summary>
    public string? Text(string key) => this[key] switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { } value => JsonSource.TextOf(value),
        null => null,
    };

    /// <summary>Id of the run, as written.</summary>
    public string Id => Text(StateFields.IpeId)!;

    /// <summary>Class, from the new or the old form.</summary>
    public RequestClass? Class => RequestClassText.Parse(Text(StateFields.IssueClass));

    /// <summary>Old names of what ran, in order.</summary>
    public IReadOnlyList<string> AllIpes =>
        this[StateFields.AllIpes] is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(JsonSource.TextOf).OfType<string>()] : [];

    /// <summary>Reads a state file. All problems at once.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <exception cref="GroundwrightException">GW1351, one for each value that is not what the contract says.</exception>
    public static StateFile Read(string json, string file) => StateFileReader.Read(json, file);

    /// <summary>Reads a state file that is piped in (<c>--state -</c>).</summary>
    /// <exception cref="GroundwrightException">GW1351.</exception>
    public static async Task<StateFile> Read(TextReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[16 * 1024];
        // One character too many is enough to be told that there are too many.
        while (text.Length <= StateFileReader.MaxBytes && await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read) text.Append(buffer, 0, read);
        return Read(text.ToString(), "standard input");
    }

    /// <summary>Makes the projection of a run, keeping what an earlier file holds besides.</summary>
    /// <param name="state">The run.</param>
    /// <param name="existing">The file as it is now; null when there is none.</param>
    public static StateFile Project(RunState state, StateFile? existing) => StateProjection.Of(state, existing);

    /// <summary>What a new run needs to go on from this file.</summary>
    /// <exception cref="GroundwrightException">GW1352: an id, branch or spec that cannot be used.</exception>
    public AdoptedState Adopt(string file) => AdoptedState.From(this, file);

    /// <summary>The text of the file, ending in a line feed.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in entries)
            {
                writer.WritePropertyName(key);
                writer.WriteRawValue(value.GetRawText());
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)) + "\n";
    }

    /// <summary>Writes the file to a pipe (<c>--state -</c>).</summary>
    public async Task Write(TextWriter writer, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(ToJson().AsMemory(), cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }
}
