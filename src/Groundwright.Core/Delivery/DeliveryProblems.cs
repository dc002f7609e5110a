using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery;

/// <summary>Problem codes of phases (16xx).</summary>
public static class DeliveryProblems
{
    /// <summary>An earlier phase is missing.</summary>
    public static readonly ProblemCode PhaseMissing = new("GW1601", "an earlier phase is missing", ExitCode.PrerequisiteMissing);

    /// <summary>No workflow or phase has this name.</summary>
    public static readonly ProblemCode UnknownWorkflow = new("GW1602", "no such workflow or phase", ExitCode.BadArguments);

    /// <summary>The request was refused.</summary>
    public static readonly ProblemCode Refused = new("GW1603", "the request was refused");

    /// <summary>The spec is incomplete.</summary>
    public static readonly ProblemCode SpecIncomplete = new("GW1604", "the spec is incomplete");

    /// <summary>The tests did not pass.</summary>
    public static readonly ProblemCode TestsFailed = new("GW1605", "the tests did not pass");

    /// <summary>The review left a blocker.</summary>
    public static readonly ProblemCode Blocked = new("GW1606", "the review left a blocker");

    /// <summary>The change cannot be merged.</summary>
    public static readonly ProblemCode CannotMerge = new("GW1607", "the change cannot be merged");

    /// <summary>Something ship needs is not there.</summary>
    public static readonly ProblemCode NotReady = new("GW1608", "the change is not ready to ship");

    /// <summary>An approval was refused.</summary>
    public static readonly ProblemCode Rejected = new("GW1609", "the approval was refused");

    /// <summary>The apply ran and failed.</summary>
    public static readonly ProblemCode ApplyFailed = new("GW1610", "the apply failed");

    /// <summary>The environment is not healthy after the deploy.</summary>
    public static readonly ProblemCode Unhealthy = new("GW1611", "the environment is not healthy");

    /// <summary>Configuration does not allow it.</summary>
    public static readonly ProblemCode NotAllowed = new("GW1612", "the configuration does not allow this");
}
