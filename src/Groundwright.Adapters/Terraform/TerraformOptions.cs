namespace Groundwright.Adapters.Terraform;

/// <summary>What is rarely said about a Terraform target.</summary>
public sealed record TerraformOptions
{
    /// <summary>How long a plan may be applied. Default 24 hours.</summary>
    public TimeSpan PlanLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long to wait for the lock of the state. Default 1 minute.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an interrupted apply may take to finish what it has begun (rule X5). Default 1 hour.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Checks besides the built-in rules; null: none.</summary>
    public ExternalChecks? Checks { get; init; }

    /// <summary>Reads our own environment, for what a plan is bound to. Default: the process's.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
