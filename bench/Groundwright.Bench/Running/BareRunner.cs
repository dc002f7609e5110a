using System.Diagnostics;
using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Bench.Running;

/// <summary>The same bare start of a process for both sides, so that only the work differs.</summary>
internal sealed class BareRunner : ICommandRunner
{
    /// <inheritdoc/>
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        foreach (var (name, value) in command.Environment.Values) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (text, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.StandardInput.WriteAsync(command.StandardInput.AsMemory(), cancellationToken);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return new(CommandEnd.Exited, process.ExitCode, await text, await error, TimeSpan.Zero);
    }
}
