using System.Text.Json.Nodes;
using KubernetesStandIn.Json;

namespace KubernetesStandIn.Controllers.Flux;

/// <summary>Says when a Flux object is due: it changed, someone asked for it, or its interval is over.</summary>
/// <param name="time">Now.</param>
/// <param name="longest">Intervals are cut to this.</param>
internal sealed class FluxClock(TimeProvider time, TimeSpan longest)
{
    private const string Requested = "reconcile.fluxcd.io/requestedAt";
    private readonly Dictionary<string, DateTimeOffset> last = [];

    public bool IsDue(JsonObject item)
    {
        if (item.Flag("spec", "suspend")) return false;
        if (item.Number("status", "observedGeneration") != item.Number("metadata", "generation")) return true;
        if (RequestOf(item) is { } request && request != item.Text("status", "lastHandledReconcileAt")) return true;
        return !last.TryGetValue(item.Text("metadata", "uid")!, out var then) || time.GetUtcNow() - then >= Interval(item);
    }

    /// <summary>Notes that it was reconciled now, and that the request was heard.</summary>
    public void Done(JsonObject item, JsonObject status)
    {
        last[item.Text("metadata", "uid")!] = time.GetUtcNow();
        status["observedGeneration"] = item.Number("metadata", "generation");
        if (RequestOf(item) is { } request) status["lastHandledReconcileAt"] = request;
    }

    private TimeSpan Interval(JsonObject item)
    {
        var text = item.Text("spec", "interval");
        return text is not null && GoDuration.TryParse(text, out var interval) && interval < longest ? interval : longest;
    }

    private static string? RequestOf(JsonObject item) => item.Text("metadata", "annotations", Requested);
}
