using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments;

/// <summary>Problem codes of targets, their plans and the policy rules (20xx, 21xx).</summary>
public static class TargetProblems
{
    /// <summary>Neither terraform nor tofu is there.</summary>
    public static readonly ProblemCode NoTool = new("GW2001", "no terraform or tofu", ExitCode.PrerequisiteMissing);

    /// <summary>Targets wait for each other in a circle.</summary>
    public static readonly ProblemCode Circle = new("GW2003", "targets wait for each other", ExitCode.BadArguments);

    /// <summary>A target needs an output that another has not given yet.</summary>
    public static readonly ProblemCode InputUnknown = new("GW2004", "an output of another target is not known yet");

    /// <summary>A target takes a machine image, and none is known.</summary>
    public static readonly ProblemCode ImageUnknown = new("GW2005", "no machine image is known", ExitCode.BadArguments);

    /// <summary>What was said to be the id of a machine image is none.</summary>
    public static readonly ProblemCode BadImage = new("GW2006", "no id of a machine image", ExitCode.BadArguments);

    /// <summary>An image was named where it would not be deployed, or not everywhere it belongs.</summary>
    public static readonly ProblemCode ImageNotTaken = new("GW2007", "the machine image would not be deployed", ExitCode.BadArguments);

    /// <summary>The tree holds something that would make the tool run or load foreign things.</summary>
    public static readonly ProblemCode Forbidden = new("GW2010", "the tree holds something the tool must not read");

    /// <summary>The folder of a root is not in the tree.</summary>
    public static readonly ProblemCode NoRoot = new("GW2011", "the root is not in this tree", ExitCode.BadArguments);

    /// <summary>A local state lies where Groundwright would not look.</summary>
    public static readonly ProblemCode StrayState = new("GW2012", "a state file lies in the checkout", ExitCode.BadArguments);

    /// <summary>The backend of a root cannot be used as written.</summary>
    public static readonly ProblemCode Backend = new("GW2013", "the backend cannot be used", ExitCode.BadArguments);

    /// <summary>A variable file is not in the tree.</summary>
    public static readonly ProblemCode NoVarFile = new("GW2014", "no such variable file", ExitCode.BadArguments);

    /// <summary>The tool found the files wrong.</summary>
    public static readonly ProblemCode Invalid = new("GW2020", "the tool found the files wrong");

    /// <summary>The tool failed.</summary>
    public static readonly ProblemCode ToolFailed = new("GW2021", "the tool failed");

    /// <summary>Somebody else holds the state.</summary>
    public static readonly ProblemCode StateLocked = new("GW2022", "the state is locked");

    /// <summary>The tool printed something that cannot be understood.</summary>
    public static readonly ProblemCode Unreadable = new("GW2023", "the tool printed something unexpected");

    /// <summary>The state could not be written after an apply.</summary>
    public static readonly ProblemCode StateNotWritten = new("GW2024", "the state could not be written after the apply");

    /// <summary>The target has no way to be destroyed.</summary>
    public static readonly ProblemCode NoDestroy = new("GW2025", "the target cannot be destroyed", ExitCode.BadArguments);

    /// <summary>A kept state that was asked for is not there.</summary>
    public static readonly ProblemCode NoKeptState = new("GW2026", "there is no such kept state", ExitCode.BadArguments);

    /// <summary>A kept state could not be written where it was asked for.</summary>
    public static readonly ProblemCode StateNotTaken = new("GW2027", "the kept state cannot be written to that file", ExitCode.BadArguments);

    /// <summary>The saved plan is not there any more, or not what was saved.</summary>
    public static readonly ProblemCode PlanLost = new("GW2101", "the saved plan cannot be read");

    /// <summary>The plan is too old.</summary>
    public static readonly ProblemCode PlanExpired = new("GW2102", "the plan has expired");

    /// <summary>Something the plan was bound to has moved (rule X7).</summary>
    public static readonly ProblemCode PlanMoved = new("GW2103", "the plan you approved is not the plan that would run");

    /// <summary>The key of saved plans cannot be used.</summary>
    public static readonly ProblemCode VaultKey = new("GW2104", "the key of saved plans cannot be used", ExitCode.PrerequisiteMissing);
}
