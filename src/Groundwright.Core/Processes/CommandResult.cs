namespace Groundwright.Core.Processes;

/// <summary>Why a process is no longer there.</summary>
public enum CommandEnd
{
    /// <summary>It ended by itself; see the exit code.</summary>
    Exited,

    /// <summary>It took longer than its timeout and was ended.</summary>
    TimedOut,

    /// <summary>It printed nothing for longer than its silence limit and was ended.</summary>
    Silent,

    /// <summary>It printed more than its output limit and was ended.</summary>
    TooMuchOutput,
}

/// <summary>What came of a process. Output is raw: mask it before it goes anywhere a person or a file can see.</summary>
public sealed record CommandResult(CommandEnd End, int ExitCode, string StandardOutput, string StandardError, TimeSpan Duration)
{
    /// <summary>True when the front of a stream was dropped because of <see cref="Command.CaptureLimit"/>.</summary>
    public bool Truncated { get; init; }

    /// <summary>
    /// Takes the secrets of this process out of output that is to be shown. To be used before only a part of it is taken: a cut can part a secret, or take away the line
    /// that a private key is known by. Default: takes out nothing.
    /// </summary>
    public Func<string, string> Mask { get; init; } = text => text;

    /// <summary>Ended by itself with exit code 0.</summary>
    public bool Succeeded => End == CommandEnd.Exited && ExitCode == 0;
}
