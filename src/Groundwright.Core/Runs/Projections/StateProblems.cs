using Groundwright.Core.Problems;

namespace Groundwright.Core.Runs.Projections;

/// <summary>Problem codes of the files beside a run (135x, within the runs' 13xx).</summary>
public static class StateProblems
{
    /// <summary>A state file is not what the contract says.</summary>
    public static readonly ProblemCode Malformed = new("GW1351", "the state file cannot be read", ExitCode.BadArguments);

    /// <summary>A state file names something that cannot be gone on with.</summary>
    public static readonly ProblemCode CannotContinue = new("GW1352", "the state file cannot be continued", ExitCode.BadArguments);

    /// <summary>A file of a run would be written or read through a link.</summary>
    public static readonly ProblemCode Link = new("GW1353", "files of a run are not written through links", ExitCode.PrerequisiteMissing);

    /// <summary>The system does not let a file of a run be written.</summary>
    public static readonly ProblemCode CannotWrite = new("GW1354", "a file of a run cannot be written", ExitCode.Failed);
}
