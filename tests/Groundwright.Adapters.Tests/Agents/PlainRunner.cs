using System.Diagnostics;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Tests.Agents;

/// <summary>Runs real processes for the tests of agents, by the contract of <see cref="ICommandRunner"/> as far as agents use it.</summary>
internal sealed class PlainRunner : ICommandRunner
{
    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Start(command) };
        var watch = Stopwatch.StartNew();
        long bytes = 0, last = 0;
        void Hear(bool isError, string? line)
        {
            if (line is null) return;
            Interlocked.Add(ref bytes, line.Length + 1);
            Interlocked.Exchange(ref last, watch.ElapsedMilliseconds);
            onLine?.Invoke(new OutputLine(isError, line));
        }
        process.OutputDataReceived += (_, line) => Hear(false, line.Data);
        process.ErrorDataReceived += (_, line) => Hear(true, line.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new GroundwrightException(Problem.Of(new ProblemCode("GW3001", "not installed", ExitCode.PrerequisiteMissing), $"`{command.Program}` is not installed", fault.Message));
        }
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var feeding = Feed(process.StandardInput, command.StandardInput);
        var end = CommandEnd.Exited;
        while (!process.HasExited && end == CommandEnd.Exited)
        {
            await Task.Delay(10, CancellationToken.None);
            if (cancellationToken.IsCancellationRequested || watch.Elapsed > command.Timeout) end = CommandEnd.TimedOut;
            else if (watch.ElapsedMilliseconds - Interlocked.Read(ref last) > command.SilenceLimit?.TotalMilliseconds) end = CommandEnd.Silent;
            else if (Interlocked.Read(ref bytes) > command.OutputLimit) end = CommandEnd.TooMuchOutput;
        }
        if (end != CommandEnd.Exited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        await feeding;
        cancellationToken.ThrowIfCancellationRequested();
        return new CommandResult(end, process.ExitCode, "", "", watch.Elapsed);
    }

    private static ProcessStartInfo Start(Command command)
    {
        var start = new ProcessStartInfo(command.Program, command.Arguments)
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in command.Environment.Allowed)
            if (Environment.GetEnvironmentVariable(name) is { } value) start.Environment[name] = value;
        foreach (var (name, value) in command.Environment.Values) start.Environment[name] = value;
        return start;
    }

    private static async Task Feed(StreamWriter input, string? text)
    {
        try
        {
            await input.WriteAsync(text);
            input.Close();
        }
        catch (IOException)
        {
            // The program closed its standard input: it need not read all of it.
        }
    }
}
