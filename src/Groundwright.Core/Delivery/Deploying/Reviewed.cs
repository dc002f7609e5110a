using System.Text.Json;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>The plans as they stood when they were reviewed.</summary>
internal static class Reviewed
{
    /// <summary>From the facts of the last phase that tested or reviewed.</summary>
    public static ReviewedPlans Plans(IRun run, PhaseServices services, EnvironmentSettings environment)
    {
        var targets = services.TargetsOf(environment);
        var plans = targets.Select(target => run.State.Fact(RunFacts.PlanOf(target.Name))).OfType<string>().Select(json => JsonSerializer.Deserialize<TargetPlan>(json)!).ToList();
        // A run that ships again after a failed apply must not take up the plan that was applied (rule X2).
        var used = run.State.Steps.Values.Any(step => step.Effect == Runs.Journal.EffectKind.Once);
        return new ReviewedPlans(plans.Count == targets.Count && !used ? run.State.Fact(RunFacts.PlanTree) : null, plans);
    }
}
