using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>Who must agree before a change is merged and applied: what the plans ask for, and what the merge itself asks for.</summary>
internal sealed class ShipApproval(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Asks at every gate that applies. Returns the keys of the gates.</summary>
    public async Task<IReadOnlyList<string>> Ask(CheckReport plans, int attempt)
    {
        var approval = new DeployApproval(run, services, environment);
        var same = PlanIds.ActionsOf(plans.Plans) == PlanIds.ActionsOf(Reviewed.Plans(run, services, environment).Plans);
        var changed = await run.Step($"changed/{attempt}", new { plans.Base, plans.Tree }, scope => services.Repository.Compare(plans.Base, plans.Tree!, scope.Cancellation));
        var why = Readiness.ZeroTouch(run) && same ? null
            : same ? "nothing is merged or applied without a person (`zte` does, where it is allowed)"
            : "the plan is not the one that was reviewed";
        var gates = approval.For(plans, plans.Image is { } image ? $"merge and apply to {environment.Name} with {image}" : $"merge and apply to {environment.Name}", why, $"{changed.Files} {(changed.Files == 1 ? "file" : "files")} {(HotfixOption.Of(run.State) is null ? "merged into" : "on top of")} {plans.Base[..10]}").ToList();
        if (ProtectedPaths.Among(changed.Paths) is { Count: > 0 } paths)
            gates.Add(approval.Gate("protected-files", "merge changes to files that steer agents, workflows or Groundwright", "they take effect with the merge", plans, paths));
        return await approval.Ask(gates, $"{attempt}");
    }
}
