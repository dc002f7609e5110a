using Groundwright.Core.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>Who must agree before a change is merged and applied, and to exactly what (rule U7).</summary>
internal sealed class ShipApproval(IRun run, PhaseServices services, EnvironmentSettings environment)
{
    /// <summary>Asks at every gate that applies. Returns the keys of the gates, which are read again right before the apply (rule X3).</summary>
    public async Task<IReadOnlyList<string>> Ask(CheckReport plans, int attempt)
    {
        var gates = new List<string>();
        foreach (var gate in await Gates(plans, attempt))
        {
            var name = $"{gate.Name}/{attempt}";
            var answer = await run.Gate(name, gate);
            if (!answer.Approved) throw Rejected(gate, answer);
            gates.Add($"{run.State.Phases[^1].Name}.{run.State.Phases[^1].Occurrence}/{name}");
        }
        return gates;
    }

    private async Task<IReadOnlyList<GateRequest>> Gates(CheckReport plans, int attempt)
    {
        var gates = new List<GateRequest>();
        var same = PlanIds.ActionsOf(plans.Plans) == PlanIds.ActionsOf(Reviewed.Plans(run, services, environment).Plans);
        var changed = await run.Step($"changed/{attempt}", new { plans.Base, plans.Tree }, scope => services.Repository.Compare(plans.Base, plans.Tree!, scope.Cancellation));
        if (!Readiness.ZeroTouch(run) || environment.Approvals is not null || !same) gates.Add(Apply(plans, same, changed.Files));
        if (HoldsData(plans) is { Count: > 0 } data) gates.Add(Gate("destroy-stateful", $"destroy what holds data in {environment.Name}", "deletion of stateful resources requires its own approval", plans, data));
        if (ProtectedPaths.Among(changed.Paths) is { Count: > 0 } paths) gates.Add(Gate("protected-files", "merge changes to files that steer agents, workflows or Groundwright", "they take effect with the merge", plans, paths));
        return gates;
    }

    private GateRequest Apply(CheckReport plans, bool same, int files)
    {
        var why = environment.Approvals is not null ? $"{environment.Name} requires approval"
            : same ? "nothing is merged or applied without a person (`zte` does, where it is allowed)"
            : "the plan is not the one that was reviewed";
        return Gate("apply", $"merge and apply to {environment.Name}", why, plans, [.. PlanText.Stakes(plans.Plans), $"{files} {(files == 1 ? "file" : "files")} merged into {plans.Base[..10]}"]);
    }

    private GateRequest Gate(string name, string title, string why, CheckReport plans, IReadOnlyList<string> what) => new(name, GateKind.Approval, title, why)
    {
        What = what,
        Subject = plans.PlanId,
        Excluded = environment.Approvals is { NotRequester: true } ? run.State.Started.Actor.Name : null,
    };

    private static IReadOnlyList<string> HoldsData(CheckReport plans) =>
    [
        .. plans.Plans.SelectMany(plan => plan.Findings).Where(finding => finding is { Severity: PolicySeverity.Approval, WaivedBy: null })
            .Select(finding => $"- {finding.Resource}   {finding.Reason}   policy {finding.Rule}"),
    ];

    private GroundwrightException Rejected(GateRequest gate, GateAnswer answer) => new(Problem.Of(DeliveryProblems.Rejected,
        $"{answer.Actor.Name} refused to {gate.Title}", $"{answer.Reason ?? "No reason was given."}\nNothing was merged.",
        new Remedy($"gw runs retry {run.Id}", "plans again and asks again")));
}
