using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>The plans as they stood when they were reviewed.</summary>
internal static class Reviewed
{
    /// <summary>From the facts of the last phase that tested or reviewed.</summary>
    public static ReviewedPlans Plans(IRun run, PhaseServices services)
    {
        var plans = services.Targets.Select(target => run.State.Fact(RunFacts.PlanOf(target.Name))).OfType<string>().Select(json => JsonSerializer.Deserialize<TargetPlan>(json)!).ToList();
        // A run that ships again after a failed apply must not take up the plan that was applied (rule X2).
        var used = run.State.Steps.Values.Any(step => step.Effect == Runs.Journal.EffectKind.Once);
        return new ReviewedPlans(plans.Count == services.Targets.Count && !used ? run.State.Fact(RunFacts.PlanTree) : null, plans);
    }
}
