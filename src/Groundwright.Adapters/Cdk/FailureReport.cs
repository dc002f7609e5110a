using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>Says why an apply failed: with CloudFormation's own reasons, resource by resource, else with what the tool said.</summary>
internal sealed class FailureReport(CdkPlanner planner, Cloud cloud, AwsCalls aws)
{
    public async Task<IReadOnlyList<Problem>> Of(TargetScope scope, TargetPlan plan, string log, CancellationToken cancellationToken)
    {
        var said = CdkLog.Parse(log);
        var problems = new List<Problem>();
        try
        {
            var found = await planner.Reread(scope, plan, cancellationToken);
            foreach (var stack in found.Stacks.Where(stack => plan.Touches(stack.Stack) && !said.Done.Contains(stack.Stack.Id) && stack.Id.Length > 0))
                problems.AddRange(await Failed(stack, found.Place, scope, cancellationToken));
        }
        catch (GroundwrightException fault)
        {
            // The cloud is not there to be asked: what the tool said is all there is.
            problems.AddRange(fault.Problems);
        }
        if (problems.Exists(problem => problem.Code == CdkProblems.ResourceFailed)) return problems;
        return [Problem.Of(TargetProblems.ToolFailed, $"the apply of {plan.Target} failed: {said.Errors.FirstOrDefault() ?? "it does not say why"}",
            said.Errors.Count > 0 ? string.Join('\n', said.Errors.Take(20)) : "Its log is kept."), .. problems];
    }

    private async Task<IReadOnlyList<Problem>> Failed(DeployedStack stack, CloudPlace place, TargetScope scope, CancellationToken cancellationToken)
    {
        var access = await cloud.For(stack.Stack, place, scope, cancellationToken);
        var answer = await aws.Ask(access, scope, ["cloudformation", "describe-stack-events", "--stack-name", stack.Id, "--max-items", "500"], cancellationToken);
        // Newest first: what belongs to this change ends where somebody began it.
        var events = answer.Expect("cloudformation describe-stack-events").Items("StackEvents").TakeUntil(IsBeginning);
        return [.. events.Where(IsCause).Reverse().Select(failed => Problem.Of(CdkProblems.ResourceFailed,
            $"{stack.Stack.Id}/{failed.Text("LogicalResourceId")} ({failed.Text("ResourceType")}): {failed.Text("ResourceStatusReason") ?? failed.Text("ResourceStatus")}",
            $"CloudFormation said {failed.Text("ResourceStatus")} at {failed.Text("Timestamp")}. The stack is in {stack.Status} now{Left(stack)}.",
            new Remedy($"aws cloudformation describe-stack-events --stack-name {stack.Stack.Name}", "shows everything that happened to it")))];
    }

    private static bool IsBeginning(JsonElement happened) => happened.Text("ResourceType") == "AWS::CloudFormation::Stack" && happened.Text("ResourceStatusReason") == "User Initiated"
        && happened.Text("ResourceStatus") != "REVIEW_IN_PROGRESS";

    // What was only stopped because another one failed is no cause.
    private static bool IsCause(JsonElement happened) => happened.Text("ResourceStatus")?.EndsWith("_FAILED", StringComparison.Ordinal) == true
        && happened.Text("ResourceType") != "AWS::CloudFormation::Stack" && happened.Text("ResourceStatusReason")?.Contains("cancelled", StringComparison.OrdinalIgnoreCase) != true;

    private static string Left(DeployedStack stack) => stack.Status switch
    {
        "ROLLBACK_COMPLETE" => ": what was made is deleted again, and the next deploy makes it anew",
        "UPDATE_ROLLBACK_COMPLETE" => ": it is as it was before",
        "UPDATE_ROLLBACK_FAILED" or "ROLLBACK_FAILED" => ": it could not be taken back, and part of the change is there",
        _ => "",
    };
}

/// <summary>Small words of this folder.</summary>
internal static class CdkWords
{
    /// <summary>Whether a plan does anything to a stack.</summary>
    public static bool Touches(this TargetPlan plan, CdkStack stack) => plan.Touched().Contains(stack.Id);

    /// <summary>Names of the stacks to which a plan does anything, in order.</summary>
    public static string[] Touched(this TargetPlan plan) => (plan.Binding.GetValueOrDefault("stacks") ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Everything up to the first that matches, with it.</summary>
    public static IEnumerable<T> TakeUntil<T>(this IEnumerable<T> items, Func<T, bool> last)
    {
        foreach (var item in items)
        {
            yield return item;
            if (last(item)) yield break;
        }
    }
}
