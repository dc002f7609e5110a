namespace Groundwright.Adapters.Kubernetes;

/// <summary>What is rarely said.</summary>
public sealed record KubernetesOptions
{
    /// <summary>How long a plan may wait for its approval. Default 24 h.</summary>
    public TimeSpan PlanLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long workloads may take to become ready. Default 5 minutes.</summary>
    public TimeSpan RolloutDeadline { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long Flux may take to bring a revision in. Default 3 minutes.</summary>
    public TimeSpan FluxDeadline { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long the same failure must be seen before it counts, since many pass by themselves. Default 30 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>First pause between two looks; it doubles up to ten times as much. Default 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an interrupted apply may take to end. Default 5 minutes.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromMinutes(5);
}
