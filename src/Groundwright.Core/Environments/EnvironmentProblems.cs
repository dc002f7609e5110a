using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Problem codes of environments (2051 to 2099); targets have theirs below.</summary>
public static class EnvironmentProblems
{
    /// <summary>Somebody else changes the environment.</summary>
    public static readonly ProblemCode Locked = new("GW2051", "the environment is being changed by someone else");

    /// <summary>No environment has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW2052", "no such environment", ExitCode.BadArguments);

    /// <summary>There is nothing to deploy.</summary>
    public static readonly ProblemCode NoTargets = new("GW2054", "nothing to deploy", ExitCode.BadArguments);
}
