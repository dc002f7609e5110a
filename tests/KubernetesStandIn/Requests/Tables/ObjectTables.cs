using System.Globalization;
using System.Text.Json.Nodes;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Requests.Tables;

/// <summary>Objects as the rows that <c>kubectl get</c> prints.</summary>
internal sealed class ObjectTables(TimeProvider time)
{
    private static readonly Column Age = new("Age", "date", item => item.At("metadata", "creationTimestamp")?.DeepClone());

    /// <param name="type">Kind of the objects.</param>
    /// <param name="items">The objects.</param>
    /// <param name="include">Object, Metadata or None: what each row brings along.</param>
    public JsonObject Of(ResourceType type, IEnumerable<JsonObject> items, string include)
    {
        var columns = type.Columns.Count > 0 ? type.Columns : [Age];
        var heads = columns.Select(column => Head(column.Name, column.Type == "date" ? "string" : column.Type, column.Wide)).Prepend(Head("Name", "string", wide: false, "name"));
        return new JsonObject
        {
            ["kind"] = "Table", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = new JsonObject(),
            ["columnDefinitions"] = new JsonArray([.. heads]),
            ["rows"] = new JsonArray([.. items.Select(item => Row(item, columns, include))]),
        };
    }

    private static JsonObject Head(string name, string type, bool wide, string format = "") =>
        new() { ["name"] = name, ["type"] = type, ["format"] = format, ["description"] = name, ["priority"] = wide ? 1 : 0 };

    private JsonObject Row(JsonObject item, IEnumerable<Column> columns, string include)
    {
        var cells = columns.Select(column => column.Type == "date" ? Since(column.Value(item).Text()) : column.Value(item)).Prepend(item.At("metadata", "name")?.DeepClone());
        var row = new JsonObject { ["cells"] = new JsonArray([.. cells]) };
        if (include == "Object") row["object"] = item.DeepClone();
        else if (include != "None") row["object"] = new JsonObject { ["kind"] = "PartialObjectMetadata", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = item["metadata"]?.DeepClone() };
        return row;
    }

    private JsonNode Since(string? moment)
    {
        if (!DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, out var then)) return "<unknown>";
        var age = time.GetUtcNow() - then;
        return age.TotalSeconds < 120 ? $"{Math.Max(0, (int)age.TotalSeconds)}s"
            : age.TotalMinutes < 120 ? $"{(int)age.TotalMinutes}m"
            : age.TotalHours < 48 ? $"{(int)age.TotalHours}h" : $"{(int)age.TotalDays}d";
    }
}
