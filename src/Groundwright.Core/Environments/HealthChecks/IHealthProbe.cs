namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>One way of looking whether something works. Each look stands for itself; repeating is <see cref="HealthWatch"/>.</summary>
internal interface IHealthProbe
{
    /// <summary>For people: <c>http http://localhost:8080/health</c>.</summary>
    string Name { get; }

    /// <summary>Looks once.</summary>
    /// <param name="limit">How long the look may take at most; it may take less.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken);
}

/// <summary>What one look saw.</summary>
/// <param name="Passed">Whether it works.</param>
/// <param name="Detail">What was seen, or why it does not work.</param>
internal sealed record Sight(bool Passed, string Detail);
