using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Who must agree before plans are applied, and to exactly what (rule U7).</summary>
internal sealed class DeployApproval(IRun run, EnvironmentSettings environment)
{
    /// <summary>Asks at every gate. Returns their keys; the answers are read again right before each apply (rule X3).</summary>
    /// <param name="gates">What must be agreed to.</param>
    /// <param name="round">Makes the keys differ where the same is asked again.</param>
    public async Task<IReadOnlyList<string>> Ask(IEnumerable<GateRequest> gates, string round)
    {
        var keys = new List<string>();
        foreach (var gate in gates)
        {
            var name = $"{gate.Name}/{round}";
            var answer = await run.Gate(name, gate);
            if (!answer.Approved) throw Rejected(gate, answer);
            keys.Add($"{run.State.Phases[^1].Name}.{run.State.Phases[^1].Occurrence}/{name}");
        }
        return keys;
    }

    /// <summary>The gates that plans ask for by themselves.</summary>
    /// <param name="plans">What would be applied.</param>
    /// <param name="title">Such as <c>apply to prod</c>.</param>
    /// <param name="why">Why a person is asked though the environment wants no approval; null: nobody is.</param>
    /// <param name="more">What is at stake besides the plans.</param>
    public IEnumerable<GateRequest> For(CheckReport plans, string title, string? why, params IReadOnlyList<string> more)
    {
        IReadOnlyList<string> what = [.. PlanText.Stakes(plans.Plans), .. plans.Deferred.Select(name => $"{name} is planned, and asked for, after those it builds on"), .. more];
        foreach (var (name, who) in Required())
            yield return Gate(name, title, $"{environment.Name} requires approval", plans, what) with { Count = who.Count, OnlyBy = who.People, WhoMay = who.Words };
        if (environment.Approvals is null && why is not null) yield return Gate("apply", title, why, plans, what);
        if (HoldsData(plans) is { Count: > 0 } data)
            yield return Gate("destroy-stateful", $"destroy what holds data in {environment.Name}", "deletion of stateful resources requires its own approval", plans, data);
    }

    /// <summary>A gate about plans.</summary>
    public GateRequest Gate(string name, string title, string why, CheckReport plans, IReadOnlyList<string> what) => new(name, GateKind.Approval, title, why)
    {
        What = what,
        Subject = plans.PlanId,
        Excluded = environment.Approvals is { NotRequester: true } ? run.State.Work[^1].Actor.Name : null,
    };

    private IEnumerable<(string Gate, (int? Count, IReadOnlyList<string>? People, string Words) Who)> Required()
    {
        if (environment.Approvals is not { } approvals) yield break;
        yield return ("apply", (approvals.Count == 1 ? null : approvals.Count, null, approvals.Count == 1 ? "anyone who may write to this repository" : $"{approvals.Count} people who may write to this repository"));
    }

    private static IReadOnlyList<string> HoldsData(CheckReport plans) =>
    [
        .. plans.Plans.SelectMany(plan => plan.Findings).Where(finding => finding is { Severity: PolicySeverity.Approval, WaivedBy: null })
            .Select(finding => $"- {finding.Resource}   {finding.Reason}   policy {finding.Rule}"),
    ];

    private GroundwrightException Rejected(GateRequest gate, GateAnswer answer) => new(Problem.Of(DeliveryProblems.Rejected,
        $"{answer.Actor.Name} refused to {gate.Title}", $"{answer.Reason ?? "No reason was given."}\nNothing was applied.",
        new Remedy($"gw runs retry {run.Id}", "plans again and asks again")));
}
