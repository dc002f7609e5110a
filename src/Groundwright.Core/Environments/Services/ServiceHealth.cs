using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.HealthChecks;

namespace Groundwright.Core.Environments.Services;

/// <summary>Looks whether services work.</summary>
public sealed class ServiceHealth(TimeProvider time)
{
    /// <summary>How long a service may take to become healthy again after a restart.</summary>
    public static TimeSpan RestartDeadline { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Looks once at all of them, side by side. In the order given.</summary>
    public Task<ServiceState[]> Look(IReadOnlyList<ServiceSettings> services, CancellationToken cancellationToken) =>
        Task.WhenAll(services.Select(service => Look(service, cancellationToken)));

    /// <summary>Looks until it is healthy or the deadline is over.</summary>
    public async Task<ServiceState> Wait(ServiceSettings service, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (service.HealthAddress is not { } address) return ServiceState.Unknown(service);
        var begun = time.GetTimestamp();
        var result = await new HealthWatch(time).Until(new HttpProbe(address), new HealthCheckSettings { Deadline = deadline, Passes = 2 }, cancellationToken);
        return new ServiceState(service.Name, result.Passed, result.Detail, address.OriginalString, Milliseconds(begun));
    }

    private async Task<ServiceState> Look(ServiceSettings service, CancellationToken cancellationToken)
    {
        if (service.HealthAddress is not { } address) return ServiceState.Unknown(service);
        var begun = time.GetTimestamp();
        var sight = await new HttpProbe(address).Look(TimeSpan.FromSeconds(10), cancellationToken);
        return new ServiceState(service.Name, sight.Passed, sight.Detail, address.OriginalString, Milliseconds(begun));
    }

    private long Milliseconds(long begun) => (long)time.GetElapsedTime(begun).TotalMilliseconds;
}

/// <summary>Whether a service works.</summary>
/// <param name="Service">Its name.</param>
/// <param name="Healthy">Whether it does; null: nothing is configured that could tell.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Address">Where it was looked; null: nowhere.</param>
/// <param name="Milliseconds">How long the answer took; null: nobody was asked.</param>
public sealed record ServiceState(string Service, bool? Healthy, string Detail, string? Address, long? Milliseconds)
{
    /// <summary>Of a service without a health address.</summary>
    public static ServiceState Unknown(ServiceSettings service) => new(service.Name, null, "no `health` is configured", null, null);
}
