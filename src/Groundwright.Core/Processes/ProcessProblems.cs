using Groundwright.Core.Problems;

namespace Groundwright.Core.Processes;

/// <summary>Problem codes of tools and processes (30xx).</summary>
public static class ProcessProblems
{
    /// <summary>A program is not installed.</summary>
    public static readonly ProblemCode ToolMissing = new("GW3001", "a tool is not installed", ExitCode.PrerequisiteMissing);

    /// <summary>The file is there and cannot be run.</summary>
    public static readonly ProblemCode NotExecutable = new("GW3002", "a file cannot be run", ExitCode.PrerequisiteMissing);

    /// <summary>The folder a command should run in does not exist.</summary>
    public static readonly ProblemCode NoDirectory = new("GW3003", "the folder to run in does not exist", ExitCode.Failed);

    /// <summary>A process did not end although it was killed.</summary>
    public static readonly ProblemCode StillRunning = new("GW3004", "a process could not be ended", ExitCode.Failed);

    /// <summary>The system refused to start a process.</summary>
    public static readonly ProblemCode NotStarted = new("GW3005", "a process could not be started", ExitCode.Failed);
}
