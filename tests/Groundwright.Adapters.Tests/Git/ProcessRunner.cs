using System.Diagnostics;
using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Tests.Git;

/// <summary>Runs a command for these tests with nothing but what the contract of <see cref="ICommandRunner"/> promises.</summary>
internal sealed class ProcessRunner : ICommandRunner
{
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        start.Environment.Clear();
        foreach (var name in command.Environment.Allowed)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        foreach (var (name, value) in command.Environment.Values) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(command.StandardInput);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }
        await process.WaitForExitAsync(cancellationToken);
        return new(CommandEnd.Exited, process.ExitCode, await output, await error, watch.Elapsed);
    }
}
