using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>
/// Finds out what became of an apply whose process is gone without an exit record (rule X2). CloudFormation goes on without the tool, so what it has is
/// the truth: the stack's status, its template, and whether the change set of this plan was executed.
/// </summary>
internal sealed class CdkSettlement(CdkPlanner planner, CdkBinding binding, Cloud cloud, AwsCalls aws)
{
    /// <summary>Name of the change set through which a plan is applied.</summary>
    public static string ChangeSetOf(TargetPlan plan) => $"gw-{plan.Sha256[..24]}";

    public async Task<ApplyVerdict> Settle(TargetScope scope, TargetPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var found = await planner.Reread(scope, plan, cancellationToken);
            var facts = new List<(ApplyFate Fate, string Evidence)>();
            foreach (var stack in found.Stacks.Where(stack => plan.Touches(stack.Stack)))
                facts.Add(plan.Binding.GetValueOrDefault("mode") == "destroy" ? Destroyed(stack, plan) : Deployed(stack, plan, await Execution(stack, plan, found.Place, scope, cancellationToken)));
            var fates = facts.Select(fact => fact.Fate).Distinct().ToList();
            return new ApplyVerdict(fates is [var only] ? only : ApplyFate.Unknown, [.. facts.Select(fact => fact.Evidence)]);
        }
        catch (GroundwrightException fault)
        {
            return new ApplyVerdict(ApplyFate.Unknown, [.. fault.Problems.Select(problem => $"it could not be looked at: {problem.Summary}")]);
        }
    }

    private (ApplyFate, string) Deployed(DeployedStack stack, TargetPlan plan, string? execution)
    {
        var name = stack.Stack.Name;
        var set = execution is null ? "there is no change set of this plan" : $"the change set of this plan is {execution}";
        if (stack.IsComplete && stack.IsAsWritten) return (ApplyFate.Done, $"{name} is {stack.Status} with the planned template; {set}");
        var untouched = binding.Mark(stack) == plan.Binding.GetValueOrDefault(CdkBinding.KeyOf(stack.Stack));
        return untouched && execution is null or "AVAILABLE" or "UNAVAILABLE"
            ? (ApplyFate.NotBegun, $"{name} is as it was when it was planned ({stack.Status}); {set}")
            : (ApplyFate.Unknown, $"{name} is {stack.Status}, {(stack.IsAsWritten ? "with" : "without")} the planned template; {set}");
    }

    private (ApplyFate, string) Destroyed(DeployedStack stack, TargetPlan plan)
    {
        var name = stack.Stack.Name;
        if (stack.Status == DeployedStack.Absent) return (ApplyFate.Done, $"{name} is gone");
        return binding.Mark(stack) == plan.Binding.GetValueOrDefault(CdkBinding.KeyOf(stack.Stack))
            ? (ApplyFate.NotBegun, $"{name} is as it was when it was planned ({stack.Status})")
            : (ApplyFate.Unknown, $"{name} is {stack.Status}");
    }

    /// <summary>ExecutionStatus of the plan's change set; null when there is none.</summary>
    private async Task<string?> Execution(DeployedStack stack, TargetPlan plan, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        if (stack.Status == DeployedStack.Absent) return null;
        var access = await cloud.For(stack.Stack, place, scope, cancellationToken);
        var answer = await aws.Ask(access, scope, ["cloudformation", "describe-change-set", "--stack-name", stack.Id, "--change-set-name", ChangeSetOf(plan)], cancellationToken);
        return answer.Fault is { IsMissing: true } ? null : answer.Expect("cloudformation describe-change-set").Text("ExecutionStatus");
    }
}
