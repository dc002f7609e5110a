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
        await new Admission(run, services, environment).Check(approved.Version, scope.Cancellation);
        values["admission"] = "open";
        await held.Confirm(scope.Cancellation);
        return values;
    }

    private GroundwrightException TakenBack(GateState gate) => new(Problem.Of(RunProblems.GuardFailed,
        $"the approval `{gate.Request.Name}` was taken back{(gate.Answer is { } answer ? $" by {answer.Actor.Name}: {answer.Reason}" : "")}", "The apply was not started.",
        new Remedy($"gw runs retry {run.Id}", "plans and asks again")));
}
