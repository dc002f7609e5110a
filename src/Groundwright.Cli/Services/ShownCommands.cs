using Groundwright.Cli.Parsing;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Services;

/// <summary>Writes every command that is run to the session's log (<c>-v</c>, <c>--log-file</c>), masked.</summary>
internal sealed class ShownCommands(ICommandRunner inner, SessionLog log, Func<string, string> mask) : ICommandRunner
{
    /// <inheritdoc/>
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        if (!log.IsOn) return await inner.Run(command, onLine, cancellationToken);
        log.Write($"$ {mask(command.ToString())}");
        var result = await inner.Run(command, line =>
        {
            log.WriteToFile($"  {mask(line.Text)}");
            onLine?.Invoke(line);
        }, cancellationToken);
        log.Write(FormattableString.Invariant($"  {(result.End == CommandEnd.Exited ? $"exit {result.ExitCode}" : result.End)} after {result.Duration.TotalSeconds:0.00} s"));
        return result;
    }
}
