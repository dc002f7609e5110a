#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
#pragma warning disable CA2025 // Reader and feeder are waited for before the process is disposed, whatever happens.
using System.Runtime.ExceptionServices;
using System.Text;
using Groundwright.Core.Processes.Trees;
using Groundwright.Core.Secrets;

namespace Groundwright.Core.Processes;

/// <summary>
/// Starts processes and leaves none behind: neither when a command ends by itself, nor when it is cancelled or reaches a bound. Keeps no state between commands.
/// </summary>
public sealed class CommandRunner(TimeProvider time, Masker masker) : ICommandRunner
{
    /// <summary>How long streams may stay open after their process has ended, because a child of it still writes.</summary>
    private static readonly TimeSpan StreamGrace = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var begun = time.GetTimestamp();
        var mark = ProcessMark.New();
        using var process = ProcessStart.Start(command, mark);
        var output = new CommandOutput(command, masker, onLine, time);
        using var stop = new CancellationTokenSource();
        var reading = output.Read(process, stop.Token);
        var feeding = Feed(process, command, stop.Token);
        CommandEnd? end;
        try
        {
            end = await Follow(command, process, mark, output, reading, cancellationToken);
            // Someone outside the tree may have been handed a pipe: that must not hang us.
            await Task.WhenAny(reading, Pause(StreamGrace));
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, feeding);
        }
        if (output.Failed.Exception?.InnerException is { } fault) ExceptionDispatchInfo.Throw(fault);
        if (end is null) throw new OperationCanceledException(cancellationToken);
        return Result(command, process, output, end.Value, time.GetElapsedTime(begun));
    }

    /// <summary>
    /// Starts a process that outlives us, such as an effect host, and returns its id. It gets a session of its own, no input, nowhere to print, and the handles of
    /// <see cref="Command.InheritedHandles"/>; bounds of the command do not apply. Mark it with <c>GROUNDWRIGHT_EFFECT</c> in its environment to keep it from <see cref="Leftovers"/>.
    /// </summary>
    public static int StartDetached(Command command) => ProcessStart.StartDetached(command);

    /// <summary>Runs a process that has our own three streams to its end, and returns its exit code. Bounds of the command do not apply, and nobody ends what it leaves behind.</summary>
    public static Task<int> RunAttached(Command command, CancellationToken cancellationToken) => ProcessStart.RunAttached(command, cancellationToken);

    /// <summary>Waits for the first reason to end, and then until nothing of the tree is left. Null: cancelled, or whoever takes the lines failed.</summary>
    private async Task<CommandEnd?> Follow(Command command, StartedProcess process, ProcessMark mark, CommandOutput output, Task reading, CancellationToken cancellationToken)
    {
        var tree = new TreeEnding(Tree(process, mark, command.IsDoor), time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exit = process.Exit(CancellationToken.None);
        var limit = new CommandLimits(command, output, time).Reached(over.Token);
        var first = await Task.WhenAny(exit, limit, output.Failed);
        // Read before the watch ends: ending it is a cancellation as well.
        CommandEnd? reached = limit.IsCompletedSuccessfully ? await limit : null;
        await over.CancelAsync();
        if (first == exit)
        {
            await Task.WhenAny(reading, Pause(StreamGrace));
            await tree.EndLeftovers();
            return output.TooMuch.IsCompleted ? CommandEnd.TooMuchOutput : CommandEnd.Exited;
        }
        await tree.End(command.Grace);
        await exit;
        return first == limit ? reached : null;
    }

    private static IProcessTree Tree(StartedProcess process, ProcessMark mark, bool isDoor) =>
        OperatingSystem.IsLinux() ? new LinuxProcessTree(process, mark, OwnChildren.OfThisProcess) { BehindDoor = isDoor }
        : OperatingSystem.IsWindows() ? new WindowsProcessTree(process)
        : new MacProcessTree(process);

    private Task Pause(TimeSpan span) => Task.Delay(span, time, CancellationToken.None);

    private static async Task Feed(StartedProcess process, Command command, CancellationToken stop)
    {
        try
        {
            await using var input = process.Input;
            if (command.StandardInput is { } text) await input.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
            if (command.Conversation is not { } lines) return;
            await foreach (var line in lines.ReadAllAsync(stop))
            {
                await input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), stop);
                await input.FlushAsync(stop);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // It ended, or closed its input, before it had read everything: its own business.
        }
    }

    private CommandResult Result(Command command, StartedProcess process, CommandOutput output, CommandEnd end, TimeSpan duration)
    {
        var error = output.StandardError;
        // setsid(1) says so when the system does not know how to run the file, such as a script without its interpreter.
        if (end == CommandEnd.Exited && process.ExitCode is 126 or 127 && error.StartsWith("setsid: failed to execute", StringComparison.Ordinal))
            throw ProgramPath.NotExecutable(command.Program, masker.Mask(error.Trim()));
        return new CommandResult(end, process.ExitCode, output.StandardOutput, error, duration) { Truncated = output.Truncated, Mask = masker.Mask };
    }
}
