using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Cdk;

/// <summary>Problem codes of CDK apps and CloudFormation stacks (2060 to 2069), and the problems that several files tell.</summary>
public static class CdkProblems
{
    /// <summary>The CDK CLI is not there.</summary>
    public static readonly ProblemCode NoTool = new("GW2060", "no cdk", ExitCode.PrerequisiteMissing);

    /// <summary>The tools of the app could not be installed.</summary>
    public static readonly ProblemCode NotInstalled = new("GW2061", "the packages of the CDK app cannot be installed");

    /// <summary>The app needs context that is not in the tree.</summary>
    public static readonly ProblemCode MissingContext = new("GW2062", "the CDK app needs context that is not in the tree");

    /// <summary>The app has no such stack.</summary>
    public static readonly ProblemCode NoStack = new("GW2063", "the CDK app has no such stack", ExitCode.BadArguments);

    /// <summary>Nobody can tell which account and region it would be.</summary>
    public static readonly ProblemCode NoAccount = new("GW2064", "the cloud does not know these credentials", ExitCode.PrerequisiteMissing);

    /// <summary>It is another account than the environment's.</summary>
    public static readonly ProblemCode WrongAccount = new("GW2065", "these credentials lead to another account");

    /// <summary>A stack cannot be changed as it is now.</summary>
    public static readonly ProblemCode StackBusy = new("GW2066", "a stack cannot be changed as it is now");

    /// <summary>CloudFormation could not be asked.</summary>
    public static readonly ProblemCode CloudFailed = new("GW2067", "the cloud gave no answer");

    /// <summary>A resource could not be made or changed.</summary>
    public static readonly ProblemCode ResourceFailed = new("GW2068", "a resource could not be made or changed");

    private const int TailLength = 4000;

    /// <summary>The end of what a tool said, without what steers a terminal.</summary>
    internal static string Tail(CommandResult result)
    {
        var text = CdkLog.Clean(result.StandardError.Trim().Length > 0 ? result.StandardError : result.StandardOutput).Trim();
        return text.Length > TailLength ? text[^TailLength..] : text;
    }
}
