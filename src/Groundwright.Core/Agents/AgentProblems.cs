using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>Problem codes of agents (15xx).</summary>
public static class AgentProblems
{
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

    /// <summary>Its program is gone and never said how the work came out.</summary>
    public static readonly ProblemCode Unfinished = new("GW1518", "the agent ended without saying how its work came out");

    /// <summary>No key of the model is set.</summary>
    public static readonly ProblemCode NotSignedIn = new("GW1519", "the agent has no key for its model", ExitCode.PrerequisiteMissing);

    /// <summary>The model refused the key.</summary>
    public static readonly ProblemCode KeyRefused = new("GW1520", "the model refused the key", ExitCode.PrerequisiteMissing);

    /// <summary>Too many requests, or the account's quota is used up.</summary>
    public static readonly ProblemCode RateLimited = new("GW1521", "the model limits how much it is asked");

    /// <summary>The model has too much to do.</summary>
    public static readonly ProblemCode Overloaded = new("GW1522", "the model is overloaded");

    /// <summary>The model's service has a fault of its own.</summary>
    public static readonly ProblemCode ModelFailed = new("GW1523", "the model's service failed");

    /// <summary>The connection to the model was lost or never came about.</summary>
    public static readonly ProblemCode Unreachable = new("GW1524", "the connection to the model was lost");

    /// <summary>The model does not accept what it was asked, or is not there.</summary>
    public static readonly ProblemCode ModelRefused = new("GW1525", "the model refused the request");

    /// <summary>It took more turns than allowed.</summary>
    public static readonly ProblemCode TurnsUsed = new("GW1526", "the agent used up its turns");

    /// <summary>The run used up its money or tokens.</summary>
    public static readonly ProblemCode BudgetUsed = new("GW1527", "the run used up its budget");

    /// <summary>It cannot be told whether the budget still holds.</summary>
    public static readonly ProblemCode CostUnknown = new("GW1528", "it is not known what the run cost so far");
}
