using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Locks;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What must hold in the moment an apply starts. Read under the lock, never remembered; the values are journaled (rule X3).</summary>
internal sealed class ApplyGuards(IRun run, PhaseServices services, EnvironmentSettings environment, ApprovedVersion approved)
{
    public async Task<IReadOnlyDictionary<string, string>> Read(ITarget target, TargetPlan plan, TargetScope where, IEnvironmentLock held, StepScope scope)
    {
        var values = new Dictionary<string, string> { ["lock"] = $"{environment.Name} {held.Claim.Epoch}", ["plan"] = plan.Sha256 };
        if (await target.CheckBinding(where, plan, scope.Cancellation) is { } moved) throw new GroundwrightException(moved);
        values["binding"] = "holds";
        foreach (var key in approved.Gates)
        {
            var gate = run.State.Gates[key];
            if (gate.Answer is not { Approved: true }) throw TakenBack(gate);
            values[$"gate {gate.Request.Name}"] = string.Join(", ", gate.Answers.Where(answer => answer.Approved).Select(answer => $"{answer.Actor.Name} ({answer.Attestation})"));
        }
        var standing = await new StandingRules(services, environment).Read(scope.Cancellation);
        var ledger = await services.Ledger.Read(scope.Cancellation);
        foreach (var rules in standing)
        {
            if (rules.Environment.Approvals is { } approvals && Judge(approvals, rules) is { Enough: false } verdict) throw NotEnough(verdict);
            new Admission(run, services, rules.Environment).Check(ledger, approved.Version);
        }
        values["admission"] = "open";
        await held.Confirm(scope.Cancellation);
        return values;
    }

    /// <summary>The answers judged once more by the rules as they are configured.</summary>
    private ApprovalVerdict Judge(ApprovalSettings approvals, EnvironmentRules rules) => new ApprovalRules(approvals, rules.Groups, run.State.Work[^1].Actor.Name, approved.Authors)
        .Judge([.. approved.Gates.SelectMany(key => run.State.Gates[key].Answers)], subject: null);

    /// <summary>A run keeps the rules it started with, so that it never asks by those that were changed since: another run does.</summary>
    private GroundwrightException NotEnough(ApprovalVerdict verdict) => new(Problem.Of(RunProblems.GuardFailed,
        $"the approvals are not enough: {(verdict.Refusal is { } refusal ? $"{refusal.Actor.Name} refused" : $"{string.Join(" and ", verdict.Missing)} missing")}",
        $"By the rules of {environment.Name} as the run started with them, or as they are on the default branch now. The apply was not started.",
        new Remedy($"gw deploy {environment.Name} --commit {approved.Version.Short}", "plans it anew and asks by the rules of now"), new Remedy($"gw env show {environment.Name}", "what the rules are")));

    private GroundwrightException TakenBack(GateState gate) => new(Problem.Of(RunProblems.GuardFailed,
        $"the approval `{gate.Request.Name}` was taken back{(gate.Answer is { } answer ? $" by {answer.Actor.Name}: {answer.Reason}" : "")}", "The apply was not started.",
        new Remedy($"gw runs retry {run.Id}", "plans and asks again")));
}
