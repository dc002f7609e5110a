using Groundwright.Core.Problems;

namespace Groundwright.Adapters;

/// <summary>Problem codes of AWS, whoever asks it.</summary>
public static class AwsProblems
{
    /// <summary>Nobody can tell which account and region it would be.</summary>
    public static readonly ProblemCode NoAccount = new("GW2034", "the cloud does not know these credentials", ExitCode.PrerequisiteMissing);

    /// <summary>It is another account than the environment's.</summary>
    public static readonly ProblemCode WrongAccount = new("GW2035", "these credentials lead to another account", ExitCode.PrerequisiteMissing);

    /// <summary>The cloud could not be asked.</summary>
    public static readonly ProblemCode CloudFailed = new("GW2037", "the cloud gave no answer");
}
