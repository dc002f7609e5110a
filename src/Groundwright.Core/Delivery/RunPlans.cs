using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Engine;

namespace Groundwright.Core.Delivery;

/// <summary>The plans a run made.</summary>
internal static class RunPlans
{
    /// <summary>Deletes the artifacts of all of them: the run is over, and none can be applied any more (rule X8).</summary>
    public static void Discard(RunState state, IReadOnlyList<ITarget> targets)
    {
        foreach (var step in state.Steps.Values.Where(step => step.Completed is not null && step.Key.Contains("/plan-", StringComparison.Ordinal)))
        {
            if (step.Result.ValueKind != JsonValueKind.Object || StepJson.Read<PlanAttempt>(step.Result).Plan is not { } plan) continue;
            targets.FirstOrDefault(target => target.Name == plan.Target)?.Discard(plan);
        }
    }
}
