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
        if (environment.Approvals is { } approvals && approved.Gates.Count > 0 && Judge(approvals) is { Enough: false } verdict)
            throw new GroundwrightException(Problem.Of(RunProblems.GuardFailed, $"the approvals are not enough: {string.Join(" and ", verdict.Missing)} missing", "The apply was not started.",
                new Remedy($"gw runs retry {run.Id}", "plans and asks again")));
        await new Admission(run, services, environment).Check(approved.Version, scope.Cancellation);
        values["admission"] = "open";
        await held.Confirm(scope.Cancellation);
        return values;
    }

    /// <summary>The answers judged once more by the rules as they are configured.</summary>
    private ApprovalVerdict Judge(ApprovalSettings approvals) => new ApprovalRules(approvals, services.Settings.Groups, run.State.Work[^1].Actor.Name, approved.Authors)
        .Judge([.. approved.Gates.SelectMany(key => run.State.Gates[key].Answers)], subject: null);

    private GroundwrightException TakenBack(GateState gate) => new(Problem.Of(RunProblems.GuardFailed,
        $"the approval `{gate.Request.Name}` was taken back{(gate.Answer is { } answer ? $" by {answer.Actor.Name}: {answer.Reason}" : "")}", "The apply was not started.",
        new Remedy($"gw runs retry {run.Id}", "plans and asks again")));
}
