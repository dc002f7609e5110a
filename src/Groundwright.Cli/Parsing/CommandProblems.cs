using Groundwright.Core.Problems;

namespace Groundwright.Cli.Parsing;

/// <summary>Problem codes of the command line (40xx).</summary>
internal static class CommandProblems
{
    /// <summary>There is no such command.</summary>
    public static readonly ProblemCode UnknownCommand = new("GW4001", "no such command", ExitCode.BadArguments);

    /// <summary>There is no such option.</summary>
    public static readonly ProblemCode UnknownOption = new("GW4002", "no such option", ExitCode.BadArguments);

    /// <summary>Something is missing or does not fit.</summary>
    public static readonly ProblemCode BadArguments = new("GW4003", "the command line is not complete or not right", ExitCode.BadArguments);

    /// <summary>A question cannot be asked.</summary>
    public static readonly ProblemCode NeedsYes = new("GW4004", "this needs a yes", ExitCode.BadArguments);

    /// <summary>The log file cannot be written.</summary>
    public static readonly ProblemCode LogFile = new("GW4005", "the log file cannot be written", ExitCode.BadArguments);

    /// <summary>There is no run this could be about.</summary>
    public static readonly ProblemCode NoRun = new("GW4006", "there is no run this could be about", ExitCode.BadArguments);

    /// <summary>Several runs could be meant.</summary>
    public static readonly ProblemCode SeveralRuns = new("GW4007", "several runs could be meant", ExitCode.BadArguments);

    /// <summary>A phase was asked for that goes on with a run, and there is none.</summary>
    public static readonly ProblemCode PhaseNeedsRun = new("GW4008", "this phase goes on with a run", ExitCode.PrerequisiteMissing);

    /// <summary>The demo's repository could not be made.</summary>
    public static readonly ProblemCode DemoFailed = new("GW4009", "the demo could not be prepared");

    /// <summary>Git did not commit a file.</summary>
    public static readonly ProblemCode CannotCommit = new("GW4010", "the file was not committed");
}
