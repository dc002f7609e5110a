using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>Who must agree before plans are applied, and to exactly what (rule U7).</summary>
/// <param name="run">The run.</param>
/// <param name="services">What phases work with.</param>
/// <param name="environment">Where it is applied.</param>
/// <param name="authors">Who made the change; excluded where the requester is.</param>
internal sealed class DeployApproval(IRun run, PhaseServices services, EnvironmentSettings environment, params IReadOnlyList<string> authors)
{
    /// <summary>Name of the gate for an apply; with a group behind it where there are several.</summary>
    private const string Apply = "apply";

    /// <summary>Asks at every gate. Returns their keys; the answers are read again right before each apply (rule X3).</summary>
    /// <param name="gates">What must be agreed to.</param>
    /// <param name="round">Makes the keys differ where the same is asked again.</param>
    public async Task<IReadOnlyList<string>> Ask(IEnumerable<GateRequest> gates, string round)
    {
        var keys = new List<string>();
        var agreed = new List<string>();
        foreach (var gate in gates)
        {
            var name = $"{gate.Name}/{round}";
            var key = $"{run.State.Phases[^1].Name}.{run.State.Phases[^1].Occurrence}/{name}";
            // Where several kinds of approval are needed, each person stands for one of them.
            var answer = await run.Gate(name, IsKind(gate) ? gate with { NotBy = [.. gate.NotBy ?? [], .. agreed] } : gate);
            if (!answer.Approved) throw Rejected(gate, answer);
            keys.Add(key);
            if (IsKind(gate)) agreed.AddRange(run.State.Gates[key].Answers.Where(given => given.Approved).Select(given => given.Actor.Name));
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
        foreach (var gate in Required(title, plans, what)) yield return gate;
        if (environment.Approvals is null && why is not null) yield return Gate(Apply, title, why, plans, what);
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

    /// <summary>One gate for every kind of approval that the environment wants.</summary>
    private IEnumerable<GateRequest> Required(string title, CheckReport plans, IReadOnlyList<string> what)
    {
        if (environment.Approvals is not { } approvals) yield break;
        var rules = new ApprovalRules(approvals, services.Settings.Groups, run.State.Work[^1].Actor.Name, authors);
        foreach (var kind in approvals.Kinds)
        {
            var name = approvals.Kinds.Count == 1 ? Apply : $"{Apply}-{string.Join('-', kind.Groups)}";
            yield return Gate(name, title, $"{environment.Name} requires approval", plans, what) with
            {
                Count = kind.Count == 1 ? null : kind.Count,
                OnlyBy = kind.Groups.Count == 0 ? null : [.. kind.Groups.SelectMany(group => services.Settings.Groups.GetValueOrDefault(group) ?? []).Distinct()],
                NotBy = approvals.NotRequester && authors.Count > 0 ? authors : null,
                WhoMay = rules.WhoMay,
            };
        }
    }

    private static bool IsKind(GateRequest gate) => gate.Name == Apply || gate.Name.StartsWith(Apply + "-", StringComparison.Ordinal);

    private static IReadOnlyList<string> HoldsData(CheckReport plans) =>
    [
        .. plans.Plans.SelectMany(plan => plan.Findings).Where(finding => finding is { Severity: PolicySeverity.Approval, WaivedBy: null })
            .Select(finding => $"- {finding.Resource}   {finding.Reason}   policy {finding.Rule}"),
    ];

    private GroundwrightException Rejected(GateRequest gate, GateAnswer answer) => new(Problem.Of(DeliveryProblems.Rejected,
        $"{answer.Actor.Name} refused to {gate.Title}", $"{answer.Reason ?? "No reason was given."}\nNothing was applied.",
        new Remedy($"gw runs retry {run.Id}", "plans again and asks again")));
}
