using System.Text.Json;

namespace Groundwright.Cli.Views;

/// <summary>A line of a tool as people read it. Logs keep what the tool wrote: who settles an apply reads it there.</summary>
internal static class ToolLine
{
    /// <summary>The sentence in a message of Terraform's machine-readable output; any other line as it is.</summary>
    public static string Readable(string line)
    {
        if (!line.StartsWith("{\"@level\":", StringComparison.Ordinal)) return line;
        try
        {
            using var message = JsonDocument.Parse(line);
            return message.RootElement.TryGetProperty("@message", out var sentence) && sentence.ValueKind == JsonValueKind.String ? sentence.GetString()! : line;
        }
        catch (JsonException)
        {
            return line;
        }
    }
}
