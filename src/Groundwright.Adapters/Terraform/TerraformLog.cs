using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// What the tool says with <c>-json</c>, line by line (https://developer.hashicorp.com/terraform/internals/machine-readable-ui). Lines that are no JSON,
/// and one cut off at the end, are passed over.
/// </summary>
internal sealed class TerraformLog
{
    private TerraformLog(IReadOnlyList<JsonElement> lines) => Lines = lines;

    /// <summary>All its messages.</summary>
    public IReadOnlyList<JsonElement> Lines { get; }

    /// <summary>What went wrong, in order.</summary>
    public IEnumerable<JsonElement> Errors => Lines.Where(line => line.Text("type") == "diagnostic").Select(line => line.Member("diagnostic"))
        .Where(diagnostic => diagnostic.Text("severity") == "error");

    /// <summary>Addresses of resources on which work began.</summary>
    public IEnumerable<string> Started => Hooks("apply_start");

    /// <summary>Addresses of resources on which work began and is not known to have ended well. One that ended with an error may be half done.</summary>
    public IReadOnlyList<string> Unfinished
    {
        get
        {
            var open = new List<string>();
            foreach (var line in Lines)
            {
                if (AddressIn(line) is not { } address) continue;
                if (line.Text("type") == "apply_start") open.Add(address);
                if (line.Text("type") == "apply_complete") open.Remove(address);
            }
            return [.. open.Distinct()];
        }
    }

    /// <summary>The tool's own count at the end of an apply; null when it never came to it.</summary>
    public AppliedChanges? Summary => Lines.Where(line => line.Text("type") == "change_summary").Select(line => line.Member("changes"))
        .Where(changes => changes.Text("operation") is "apply" or "destroy")
        .Select(changes => new AppliedChanges((int)(changes.Number("add") ?? 0), (int)(changes.Number("change") ?? 0), (int)(changes.Number("remove") ?? 0)))
        .LastOrDefault();

    /// <summary>How many resources were finished, counted from the messages: what is known of an apply that never came to its own count.</summary>
    public AppliedChanges Finished => new(Complete("create"), Complete("update"), Complete("delete"));

    public static TerraformLog Parse(string text) => new([.. text.Split('\n').Select(Message).OfType<JsonElement>()]);

    /// <summary>The sentence in a line; the line itself when it is no message.</summary>
    public static string SentenceOf(string line) => Message(line)?.Text("@message") ?? line;

    private IEnumerable<string> Hooks(string type) => Lines.Where(line => line.Text("type") == type).Select(AddressIn).OfType<string>();

    private int Complete(string action) => Lines.Count(line => line.Text("type") == "apply_complete" && line.Member("hook").Text("action") == action);

    private static string? AddressIn(JsonElement line) => line.Member("hook").Member("resource").Text("addr");

    private static JsonElement? Message(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.Length < 2 || text[0] != '{') return null;
        try
        {
            using var document = JsonDocument.Parse(text.ToString());
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
