using Groundwright.Core.Problems;

namespace Groundwright.Core.Sandboxes;

/// <summary>Problem codes of the sandbox (31xx).</summary>
public static class SandboxProblems
{
    /// <summary>What was asked for needs a sandbox and there is none.</summary>
    public static readonly ProblemCode Missing = new("GW3101", "there is no sandbox", ExitCode.PrerequisiteMissing);

    /// <summary>It is installed, but the system does not let it make a room.</summary>
    public static readonly ProblemCode Unusable = new("GW3102", "the sandbox cannot be used here", ExitCode.PrerequisiteMissing);

    /// <summary>It was tried, and something got out.</summary>
    public static readonly ProblemCode Broken = new("GW3103", "the sandbox does not hold", ExitCode.PrerequisiteMissing);

    /// <summary>The proxy has no key to present to the model.</summary>
    public static readonly ProblemCode KeyMissing = new("GW3104", "the model's key is not set", ExitCode.PrerequisiteMissing);
}
