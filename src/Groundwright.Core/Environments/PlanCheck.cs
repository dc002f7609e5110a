using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Whether a saved plan may still be applied (rule X7).</summary>
public static class PlanCheck
{
    /// <summary>GW2102 when the plan is too old; else null.</summary>
    public static Problem? Age(TargetPlan plan, DateTimeOffset now) => plan.Expires > now ? null : Problem.Of(TargetProblems.PlanExpired,
        $"the plan of {plan.Target} for {plan.Environment} expired at {plan.Expires:yyyy-MM-dd HH:mm} UTC", "Nothing was applied.", Again);

    /// <summary>GW2103 with each bound value that is another one now, old and new; null when none is.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">The values as they are now. Bound values that are not among them are not compared.</param>
    public static Problem? Binding(TargetPlan plan, IReadOnlyDictionary<string, string> now)
    {
        var moved = now.Where(value => plan.Binding.GetValueOrDefault(value.Key) != value.Value)
            .Select(value => $"{value.Key} was {plan.Binding.GetValueOrDefault(value.Key) ?? "not recorded"}, is now {value.Value}").ToList();
        return moved.Count == 0 ? null : Problem.Of(TargetProblems.PlanMoved,
            $"the plan you approved for {plan.Target} in {plan.Environment} is not the plan that would run",
            $"{string.Join('\n', moved)}\nNothing was applied.", Again);
    }

    /// <summary>What to type when a plan cannot be applied any more.</summary>
    public static Remedy Again => new("gw runs retry", "makes a new plan and asks for approval again");
}
