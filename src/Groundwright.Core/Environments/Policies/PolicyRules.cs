using Groundwright.Core.Configuration;

namespace Groundwright.Core.Environments.Policies;

/// <summary>Judges plans by the built-in rules and the project's waivers.</summary>
/// <param name="settings">Waivers, from the default branch.</param>
/// <param name="stateful">Which resource types hold data.</param>
/// <param name="time">Tells which waivers have expired.</param>
public sealed class PolicyRules(PolicySettings settings, StatefulResources stateful, TimeProvider time)
{
    private readonly IReadOnlyList<IPolicyRule> rules = PolicyCatalog.Rules(stateful);

    /// <summary>Which resource types hold data.</summary>
    public StatefulResources Stateful { get; } = stateful;

    /// <summary>What the rules say about a plan, in the order of the plan.</summary>
    public IReadOnlyList<PolicyFinding> Check(IReadOnlyList<PlannedResource> resources) =>
    [
        .. from resource in resources
           from rule in rules
           from reason in rule.Check(resource)
           select Waive(new PolicyFinding(rule.Id, rule.Severity, resource.Address, reason)),
    ];

    /// <summary>Marks a finding that a waiver covers. An expired waiver covers nothing, and the finding says so.</summary>
    public PolicyFinding Waive(PolicyFinding finding)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var waivers = settings.Waivers.Where(waiver => waiver.Rule == finding.Rule && Wildcard.Matches(waiver.Resource, finding.Resource)).ToList();
        if (waivers.Find(waiver => waiver.Expires >= today) is { } holding) return finding with { WaivedBy = holding.Owner };
        return waivers.MaxBy(waiver => waiver.Expires) is { } expired
            ? finding with { Reason = $"{finding.Reason} (the waiver of {expired.Owner} expired on {expired.Expires:yyyy-MM-dd})" }
            : finding;
    }
}
