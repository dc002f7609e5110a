using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>Problem codes of agents (15xx).</summary>
public static class AgentProblems
{
    /// <summary>A coding CLI that this version cannot drive natively.</summary>
    public static readonly ProblemCode NotBuilt = new("GW1501", "this agent comes with a later version", ExitCode.PrerequisiteMissing);

    /// <summary>No agent has this name.</summary>
    public static readonly ProblemCode Unknown = new("GW1502", "no such agent", ExitCode.BadArguments);

    /// <summary>A setting that the agent needs is missing or wrong.</summary>
    public static readonly ProblemCode Misconfigured = new("GW1503", "the agent is not configured completely", ExitCode.BadArguments);

    /// <summary>The configuration would hand a right to write to the agent.</summary>
    public static readonly ProblemCode VariableRefused = new("GW1504", "an agent never gets this variable", ExitCode.BadArguments);

    /// <summary>The agent's program ended with an error.</summary>
    public static readonly ProblemCode Failed = new("GW1505", "the agent ended with an error");

    /// <summary>It took longer than allowed.</summary>
    public static readonly ProblemCode TookTooLong = new("GW1506", "the agent took longer than allowed", ExitCode.Timeout);

    /// <summary>It printed nothing for longer than allowed.</summary>
    public static readonly ProblemCode Silent = new("GW1507", "the agent was silent for longer than allowed", ExitCode.Timeout);

    /// <summary>It printed more than allowed.</summary>
    public static readonly ProblemCode TooMuchOutput = new("GW1508", "the agent printed more than allowed");

    /// <summary>Files had to change and did not.</summary>
    public static readonly ProblemCode NothingChanged = new("GW1509", "the agent changed nothing");

    /// <summary>A file had to be there and is not.</summary>
    public static readonly ProblemCode FileMissing = new("GW1510", "the agent did not write a file that was asked for");

    /// <summary>An answer was asked for and there is none.</summary>
    public static readonly ProblemCode AnswerMissing = new("GW1511", "the agent gave no answer");

    /// <summary>The answer is not JSON.</summary>
    public static readonly ProblemCode AnswerMalformed = new("GW1512", "the agent's answer cannot be read");

    /// <summary>It was refused something, so its work may be incomplete.</summary>
    public static readonly ProblemCode Denied = new("GW1513", "the agent was refused something");

    /// <summary>The recording holds nothing for this phase and purpose.</summary>
    public static readonly ProblemCode NotRecorded = new("GW1514", "the recording holds nothing for this work", ExitCode.PrerequisiteMissing);

    /// <summary>The recording holds a link, or something in it cannot be read.</summary>
    public static readonly ProblemCode RecordingRefused = new("GW1515", "the recording cannot be replayed");

    /// <summary>A prompt template of the project is wrong.</summary>
    public static readonly ProblemCode PromptMalformed = new("GW1516", "a prompt template cannot be used", ExitCode.BadArguments);

    /// <summary>A path would leave the tree, enter a git directory or go through a link.</summary>
    public static readonly ProblemCode PathRefused = new("GW1517", "a path leads out of the tree");
}
