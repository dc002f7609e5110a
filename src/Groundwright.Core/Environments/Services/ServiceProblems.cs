using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Services;

/// <summary>Problem codes of services (2071 to 2079).</summary>
public static class ServiceProblems
{
    /// <summary>No service has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW2071", "no such service", ExitCode.BadArguments);

    /// <summary>The service has no command for this.</summary>
    public static readonly ProblemCode NotConfigured = new("GW2072", "nothing is configured for this", ExitCode.BadArguments);

    /// <summary>A command of a service failed.</summary>
    public static readonly ProblemCode CommandFailed = new("GW2073", "a command of a service failed");

    /// <summary>A service does not work.</summary>
    public static readonly ProblemCode Unhealthy = new("GW2074", "a service is not healthy");
}
