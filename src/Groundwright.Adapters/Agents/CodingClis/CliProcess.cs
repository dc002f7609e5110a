#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Runs the process of one call.</summary>
internal sealed class CliProcess(CodingCliParts parts)
{
    /// <summary>How long one that was asked to stop may take before its processes are ended.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(5);

    /// <summary>How long one may stay after everything was said. Some end at the end of their input, some wait for a signal.</summary>
    private static readonly TimeSpan LeaveGrace = TimeSpan.FromSeconds(2);

    /// <summary>Runs it to its end. Leaves no process.</summary>
    public Task<CommandResult> Run(Command command, string prompt, ICliOutput output, Action<OutputLine> hear, CancellationToken cancellationToken) => output is ICliDialogue dialogue
        ? Talk(command with { Conversation = dialogue.Said, LongestLine = int.MaxValue / 4 }, dialogue, hear, cancellationToken)
        : parts.Runner.Run(command with { StandardInput = prompt }, hear, cancellationToken);

    private async Task<CommandResult> Talk(Command command, ICliDialogue dialogue, Action<OutputLine> hear, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var ending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, parts.Clock);
        await using var stopping = cancellationToken.Register(() =>
        {
            dialogue.Stop();
            ending.CancelAfter(StopGrace);
        });
        var process = parts.Runner.Run(command, hear, ending.Token);
        if (await Task.WhenAny(process, dialogue.Over) != process) ending.CancelAfter(LeaveGrace);
        try
        {
            var result = await process;
            cancellationToken.ThrowIfCancellationRequested();
            // The answer was given before: how the process ends after it says nothing.
            return dialogue.End is null ? result : result with { End = CommandEnd.Exited, ExitCode = 0 };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CommandResult(CommandEnd.Exited, 0, "", "", TimeSpan.Zero);
        }
    }
}
