using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Environments;

namespace Groundwright.Core.Delivery;

/// <summary>Plans in words.</summary>
internal static class PlanText
{
    /// <summary>Such as <c>2 to add, 0 to change, 1 to destroy</c>.</summary>
    public static string Counts(TargetPlan plan) => Counts([plan]);

    /// <summary>The same over several plans.</summary>
    public static string Counts(IEnumerable<TargetPlan> plans)
    {
        var all = plans.ToList();
        return $"{all.Sum(plan => plan.Adds)} to add, {all.Sum(plan => plan.Updates)} to change, {all.Sum(plan => plan.Deletes)} to destroy";
    }

    /// <summary>What is at stake, one line each, worst first.</summary>
    public static IReadOnlyList<string> Stakes(IReadOnlyList<TargetPlan> plans)
    {
        var lines = new List<string> { Counts(plans) };
        foreach (var plan in plans)
            foreach (var change in plan.Changes.Where(change => change.Action is ChangeAction.Delete or ChangeAction.Replace))
                lines.Add($"{(change.Action == ChangeAction.Delete ? "-" : "-/+")} {change.Address}{(change.HoldsData ? "   holds data" : "")}");
        return lines;
    }

    /// <summary>The plans as text, one after the other.</summary>
    public static string Full(IEnumerable<TargetPlan> plans) => string.Join("\n", plans.Select(plan => $"{plan.Target}: {Counts(plan)}\n{plan.Text}"));
}

/// <summary>What names several plans together.</summary>
internal static class PlanIds
{
    /// <summary>What people approve: the first 12 characters of <see cref="Sha256"/>.</summary>
    public static string Of(IReadOnlyList<TargetPlan> plans) => Sha256(plans)[..12];

    /// <summary>The hash of the only plan, or a hash over the hashes of all plans.</summary>
    public static string Sha256(IReadOnlyList<TargetPlan> plans) => plans.Count == 1
        ? plans[0].Sha256
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(plans.Select(plan => plan.Sha256)))));

    /// <summary>What a plan does, apart from when and on which state it was made: a replanned one passes only when this is equal.</summary>
    public static string ActionsOf(IEnumerable<TargetPlan> plans)
    {
        var lines = plans.SelectMany(plan => plan.Changes.Select(change => $"{plan.Target} {change.Action} {change.Address}").Order(StringComparer.Ordinal).Append(plan.Text));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}
