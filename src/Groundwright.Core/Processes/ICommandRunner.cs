namespace Groundwright.Core.Processes;

/// <summary>The one place that starts processes.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs a process to its end. Lines are handed over as they come, masked. When cancelled, the whole tree (also children that left the process
    /// group or were orphaned) is interrupted, after <see cref="Command.Grace"/> killed, and only then <see cref="OperationCanceledException"/> is thrown.
    /// A program that is not installed is a <see cref="Problems.GroundwrightException"/> with <c>GW3001</c> and the remedy.
    /// </summary>
    Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken);
}

/// <summary>One line of output, masked.</summary>
public sealed record OutputLine(bool IsError, string Text);
