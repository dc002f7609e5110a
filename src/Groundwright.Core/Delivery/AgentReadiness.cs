using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery;

/// <summary>Finds what the agent lacks before work is begun that needs it.</summary>
internal static class AgentReadiness
{
    /// <exception cref="GroundwrightException">Everything that is missing.</exception>
    public static void Check(PhaseServices services, IEnumerable<string> phases)
    {
        if (services.Agent is not { } agent || !phases.Any(PhaseCatalog.NeedsAgent)) return;
        var missing = agent.Missing();
        if (missing.Count > 0) throw new GroundwrightException(missing);
    }
}
