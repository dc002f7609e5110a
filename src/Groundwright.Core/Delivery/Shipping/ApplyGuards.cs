using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;

namespace Groundwright.Core.Delivery.Shipping;

/// <summary>What must hold in the moment an apply starts. Read under the lock, never remembered; the values are journaled (rule X3).</summary>
internal sealed class ApplyGuards(IRun run, EnvironmentSettings environment, Merged merged, TimeProvider time)
{
    public async Task<IReadOnlyDictionary<string, string>> Read(ITarget target, TargetPlan plan, TargetScope where, StepScope scope)
    {
        var values = new Dictionary<string, string> { ["lock"] = environment.Name, ["plan"] = plan.Sha256 };
        if (await target.CheckBinding(where, plan, scope.Cancellation) is { } moved) throw new GroundwrightException(moved);
        values["binding"] = "holds";
        foreach (var key in merged.Gates)
        {
            var answer = run.State.Gates[key].Answer;
            if (answer is not { Approved: true }) throw Fails($"the approval `{run.State.Gates[key].Request.Name}` was taken back{(answer is null ? "" : $" by {answer.Actor.Name}: {answer.Reason}")}");
            values[$"gate {run.State.Gates[key].Request.Name}"] = $"{answer.Actor.Name} ({answer.Attestation})";
        }
        if (environment.Window is { } text && !ChangeWindow.Parse(text).IsOpen(time.GetUtcNow())) throw Fails($"{environment.Name} may only be changed {text}");
        return values;
    }

    private GroundwrightException Fails(string what) => new(Problem.Of(RunProblems.GuardFailed, what, "The apply was not started.", new Remedy($"gw runs retry {run.Id}", "plans and asks again")));
}
