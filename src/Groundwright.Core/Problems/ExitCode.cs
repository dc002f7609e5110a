namespace Groundwright.Core.Problems;

/// <summary>What the process answers to the shell. Mapped once, in the command line's <c>Main</c>.</summary>
public enum ExitCode
{
    /// <summary>Everything asked for was done, or waits for a gate as designed.</summary>
    Ok = 0,

    /// <summary>It was tried and did not succeed.</summary>
    Failed = 1,

    /// <summary>It took longer than allowed.</summary>
    Timeout = 2,

    /// <summary>The command line or a file it names is wrong.</summary>
    BadArguments = 3,

    /// <summary>A tool, sign-in, file or earlier phase is missing.</summary>
    PrerequisiteMissing = 4,

    /// <summary>Somebody stopped it.</summary>
    Cancelled = 5,
}
