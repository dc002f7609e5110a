using System.Collections.Concurrent;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Locks;

namespace Groundwright.Core.Delivery.Deploying;

/// <summary>What a deploy has done so far, shared by the targets that are applied at the same time, and the lock it is done under. Whoever took the lock lets it go.</summary>
internal sealed class DeployProgress(IEnvironmentLock held)
{
    private readonly ConcurrentDictionary<string, AppliedChanges> applied = [];
    private readonly ConcurrentDictionary<string, TargetPlan> plans = [];
    private readonly ConcurrentDictionary<string, Arrival> arrived = [];

    /// <summary>What was done, by target.</summary>
    public IReadOnlyDictionary<string, AppliedChanges> AppliedChanges => applied;

    /// <summary>The plans that were applied, by target: some were made again on the way.</summary>
    public IReadOnlyDictionary<string, TargetPlan> Plans => plans;

    /// <summary>What was seen to arrive.</summary>
    public IReadOnlyDictionary<string, Arrival> Arrivals => arrived;

    /// <summary>The lock of the environment.</summary>
    public IEnvironmentLock Lock => held;

    /// <summary>A plan is going to be applied.</summary>
    public void Planned(TargetPlan plan) => plans[plan.Target] = plan;

    /// <summary>A target was applied.</summary>
    public void Applied(string target, AppliedChanges changes) => applied[target] = changes;

    /// <summary>Whether a target was applied and that changed something.</summary>
    public bool Changed(string target) => applied.TryGetValue(target, out var changes) && changes != new AppliedChanges(0, 0, 0);

    /// <summary>It was looked whether a target has arrived.</summary>
    public void Arrived(string target, Arrival arrival) => arrived[target] = arrival;
}

/// <summary>What was seen of a target after it was applied.</summary>
/// <param name="Results">Whether it has arrived.</param>
/// <param name="Versions">What is there besides the commit.</param>
internal sealed record Arrival(IReadOnlyList<HealthResult> Results, IReadOnlyDictionary<string, string> Versions);
