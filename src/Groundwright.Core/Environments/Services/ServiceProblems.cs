using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Services;

/// <summary>Problem codes of services (2085 to 2088).</summary>
public static class ServiceProblems
{
    /// <summary>No service has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW2085", "no such service", ExitCode.BadArguments);

    /// <summary>The service has no command for this.</summary>
    public static readonly ProblemCode NotConfigured = new("GW2086", "nothing is configured for this", ExitCode.BadArguments);

    /// <summary>A command of a service failed.</summary>
    public static readonly ProblemCode CommandFailed = new("GW2087", "a command of a service failed");

    /// <summary>A service does not work.</summary>
    public static readonly ProblemCode Unhealthy = new("GW2088", "a service is not healthy");
}
