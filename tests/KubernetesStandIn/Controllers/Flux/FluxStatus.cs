using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>The Ready condition of Flux objects.</summary>
internal static class FluxStatus
{
    public static JsonObject Of(JsonObject item) => (item["status"] as JsonObject ?? []).Copy();

    /// <param name="status">Changed in place.</param>
    /// <param name="item">Whose status it is.</param>
    /// <param name="ready">True, False or Unknown.</param>
    /// <param name="reason">One word.</param>
    /// <param name="message">For people.</param>
    /// <param name="now">As objects write it.</param>
    public static void SetReady(JsonObject status, JsonObject item, string ready, string reason, string message, string now)
    {
        var condition = Conditions.Of("Ready", ready, reason, message);
        condition["observedGeneration"] = item.Number("metadata", "generation");
        Conditions.Set(status, condition, now);
    }

    /// <summary>Whether it is ready, as it is wished now.</summary>
    public static bool IsReady(JsonObject? item) =>
        item is not null && Conditions.IsTrue(item["status"], "Ready") && Conditions.Find(item["status"], "Ready").Number("observedGeneration") == item.Number("metadata", "generation");
}
