using Groundwright.Core.Configuration;

namespace Groundwright.Core.Delivery;

/// <summary>Which model works in a phase (A14).</summary>
internal static class Models
{
    /// <summary>The model of the phase in the set, else the set's default; null: the agent's own.</summary>
    public static string? For(AgentSettings settings, string set, string phase) =>
        settings.Models.TryGetValue(set, out var models)
            ? models.GetValueOrDefault(phase) ?? models.GetValueOrDefault("default")
            : null;
}
