using Groundwright.Core.Environments;

namespace Groundwright.Core.Delivery;

/// <summary>Checks in one line.</summary>
internal static class ChecksText
{
    /// <summary>Such as <c>validate ✓  policy ✓ 14 rules</c>; findings that stand are named.</summary>
    public static string Of(IReadOnlyList<TargetPlan> plans)
    {
        var standing = plans.SelectMany(plan => plan.Findings).Where(finding => finding.WaivedBy is null).ToList();
        var waived = plans.SelectMany(plan => plan.Findings).Count(finding => finding.WaivedBy is not null);
        var policy = standing.Count == 0 ? "policy ✓" : $"policy ! {string.Join(", ", standing.Select(finding => finding.Rule).Distinct())}";
        return $"validate ✓  {policy}{(waived > 0 ? $"  {waived} waived" : "")}";
    }
}
