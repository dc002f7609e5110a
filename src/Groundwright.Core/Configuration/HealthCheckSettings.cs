namespace Groundwright.Core.Configuration;

/// <summary>One health check: exactly one of the kinds is set.</summary>
public sealed record HealthCheckSettings
{
    /// <summary>A URL that must answer 2xx.</summary>
    public string? Http { get; init; }

    /// <summary>host:port that must accept a connection.</summary>
    public string? Tcp { get; init; }

    /// <summary>A command that must end with 0.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>A workload that must be rolled out, as kubectl names it: <c>deployment/api</c>. It is asked of the environment's cluster.</summary>
    public string? Rollout { get; init; }

    /// <summary>Namespace of <see cref="Rollout"/>. Null: the one of the kubectl context.</summary>
    public string? Namespace { get; init; }

    /// <summary>How long it may take to become healthy. Default 2 minutes.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often in a row it must pass. Default 1.</summary>
    public int Passes { get; init; } = 1;
}
