using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers;

/// <summary>Sets conditions of a status; the time of the last transition stays when the status does.</summary>
internal static class Conditions
{
    public static JsonObject? Find(JsonNode? status, string type) => status.Objects("conditions").FirstOrDefault(condition => condition.Text("type") == type);

    public static bool IsTrue(JsonNode? status, string type) => Find(status, type).Text("status") == "True";

    /// <param name="status">Changed in place.</param>
    /// <param name="condition">With type, status, reason and message.</param>
    /// <param name="now">As objects write it.</param>
    public static void Set(JsonObject status, JsonObject condition, string now)
    {
        if (status["conditions"] is not JsonArray list) status["conditions"] = list = [];
        var old = Find(status, condition.Text("type")!);
        condition["lastTransitionTime"] = old is not null && old.Text("status") == condition.Text("status") ? old.Text("lastTransitionTime") ?? now : now;
        if (old is null) list.Add(condition);
        else list[list.IndexOf(old)] = condition;
    }

    public static JsonObject Of(string type, string status, string reason, string message) =>
        new() { ["type"] = type, ["status"] = status, ["reason"] = reason, ["message"] = message };
}
