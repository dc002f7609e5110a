using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Cdk;

/// <summary>Problem codes of CDK apps and CloudFormation stacks (2030 to 2039, without those of <see cref="AwsProblems"/>).</summary>
public static class CdkProblems
{
    /// <summary>The CDK CLI is not there.</summary>
    public static readonly ProblemCode NoTool = new("GW2030", "no cdk", ExitCode.PrerequisiteMissing);

    /// <summary>The tools of the app could not be installed.</summary>
    public static readonly ProblemCode NotInstalled = new("GW2031", "the packages of the CDK app cannot be installed");

    /// <summary>The app needs context that is not in the tree.</summary>
    public static readonly ProblemCode MissingContext = new("GW2032", "the CDK app needs context that is not in the tree");

    /// <summary>The app has no such stack.</summary>
    public static readonly ProblemCode NoStack = new("GW2033", "the CDK app has no such stack", ExitCode.BadArguments);

    /// <summary>A stack cannot be changed as it is now.</summary>
    public static readonly ProblemCode StackBusy = new("GW2036", "a stack cannot be changed as it is now");

    /// <summary>A resource could not be made or changed.</summary>
    public static readonly ProblemCode ResourceFailed = new("GW2038", "a resource could not be made or changed");
}
