using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Groundwright.Core.Runs.Projections;

/// <summary>What stands under <c>groundwright</c> in the state file. Keys a newer version wrote there are kept.</summary>
internal static class StateAdditions
{
    public static JsonElement Of(RunState state, JsonElement? existing)
    {
        var ours = JsonSerializer.SerializeToElement(Additions(state), StateFormat.Default.GroundwrightState);
        return Element(writer =>
        {
            writer.WriteStartObject();
            foreach (var property in ours.EnumerateObject()) property.WriteTo(writer);
            if (existing is { ValueKind: JsonValueKind.Object } there)
                foreach (var property in there.EnumerateObject().Where(property => !ours.TryGetProperty(property.Name, out _)))
                    property.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    /// <summary>A value as it will stand in the file, one level in.</summary>
    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        // Line feeds in JSON stand between values only, so indenting the lines changes no value.
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()).Replace("\n", "\n  ", StringComparison.Ordinal));
        return document.RootElement.Clone();
    }

    private static GroundwrightState Additions(RunState state) => new()
    {
        Tool = state.Started.Tool,
        Status = Lower(state.Status),
        Outcome = state.Status is RunStatus.Succeeded or RunStatus.Failed or RunStatus.Cancelled ? Lower(state.Status) : null,
        Problem = state.Problem is { } problem ? $"{problem.Code}: {problem.Summary}" : null,
        Title = state.Request.Title,
        Workflow = state.Work.Count > 0 ? state.Work[^1].Workflow : null,
        Started = state.Started.At,
        Updated = state.Updated,
        Phases = [.. state.Phases.Select(phase => new StatePhase(phase.Name, Status(phase), phase.Summary))],
        Tokens = Sum(state, "tokens") is { } tokens ? (long)decimal.Min(tokens, long.MaxValue) : null,
        Usd = Sum(state, "usd"),
    };

    private static string Status(PhaseState phase) => phase switch
    {
        { Problem: not null } => "failed",
        { Ended: not null } => "done",
        _ => "running",
    };

    private static string Lower(RunStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Sum over the phases that name a figure. Null when none does: unknown is not zero.</summary>
    private static decimal? Sum(RunState state, string fact)
    {
        decimal? sum = null;
        foreach (var phase in state.Phases)
            if (decimal.TryParse(phase.Facts.GetValueOrDefault(fact), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= long.MaxValue)
                sum = (sum ?? 0) + value;
        return sum;
    }
}
