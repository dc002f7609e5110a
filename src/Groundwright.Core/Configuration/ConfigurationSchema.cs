using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Groundwright.Core.Configuration.Sections;

namespace Groundwright.Core.Configuration;

/// <summary>
/// The JSON Schema of <c>groundwright.yaml</c> (draft 2020-12), for editors. It says the form of the file; what only the whole file tells
/// (names that refer to nothing, cycles, time zones) is checked by <see cref="SettingsReader"/> alone.
/// </summary>
public static class ConfigurationSchema
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The schema as indented JSON with a final line break.</summary>
    public static string Export()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = SettingsReader.FileName,
            ["description"] = "Configuration of Groundwright, version 1.",
        };
        foreach (var (name, value) in RootSection.Shape.Schema()) schema[name] = value?.DeepClone();
        return schema.ToJsonString(Options) + "\n";
    }
}
