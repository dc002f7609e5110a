namespace Groundwright.Adapters.Cdk;

/// <summary>What is rarely said about a CDK target.</summary>
public sealed record CdkOptions
{
    /// <summary>How long a plan may be applied. Default 24 hours.</summary>
    public TimeSpan PlanLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an interrupted apply may take to end by itself (rule X5). CloudFormation goes on without it. Default 1 hour.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long CloudFormation may take to answer what a change set or a drift detection found. Default 5 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often it is asked in the meantime. Default 2 seconds.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Reads our own environment, for the region. Default: the process's.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;
}
