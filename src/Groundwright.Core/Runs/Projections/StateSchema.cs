using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Groundwright.Core.Runs.Projections;

/// <summary>The published JSON Schema of <c>ipe_state.json</c>, made from the type that names its fields.</summary>
public static class StateSchema
{
    /// <summary>The schema. Other keys are allowed: the file belongs to other tools too.</summary>
    public static string Json()
    {
        var schema = (JsonObject)StateFormat.Default.StateDocument.GetJsonSchemaAsNode();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "ipe_state.json");
        var properties = schema["properties"]!.AsObject();
        properties[StateFields.IpeId]!["pattern"] = "^[A-Za-z0-9][A-Za-z0-9-]{1,30}[A-Za-z0-9]$";
        properties[StateFields.IssueClass]!["enum"] = Words("/chore", "/bug", "/feature", "/patch", "/ipe_chore", "/ipe_bug", "/ipe_feature", "/ipe_patch", null);
        properties[StateFields.ModelSet]!["enum"] = Words("base", "heavy", null);
        properties[StateFields.VersionStrategy]!["enum"] = Words([.. StateFileReader.Strategies, null]);
        return schema.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
    }

    private static JsonArray Words(params IEnumerable<string?> words) => [.. words.Select(word => (JsonNode?)word)];
}
