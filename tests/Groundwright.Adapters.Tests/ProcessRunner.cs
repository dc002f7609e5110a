using System.Diagnostics;
using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Tests;

/// <summary>Runs real processes for these tests with an environment of their own, so that tests beside each other can differ in it.</summary>
internal sealed class ProcessRunner(IReadOnlyDictionary<string, string>? ours = null) : ICommandRunner
{
    private static readonly ProblemCode NotInstalled = new("GW3001", "not installed");

    /// <summary>Every command that was run.</summary>
    public List<Command> Commands { get; } = [];

    public async Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        lock (Commands) Commands.Add(command);
        using var process = Start(command);
        var output = new StringBuilder();
        var errors = new StringBuilder();
        await Task.WhenAll(Read(process.StandardOutput, output, isError: false), Read(process.StandardError, errors, isError: true), process.WaitForExitAsync(cancellationToken));
        return new CommandResult(CommandEnd.Exited, process.ExitCode, output.ToString(), errors.ToString(), TimeSpan.Zero);

        async Task Read(StreamReader reader, StringBuilder all, bool isError)
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                all.Append(line).Append('\n');
                onLine?.Invoke(new OutputLine(isError, line));
            }
        }
    }

    /// <summary>Starts a command and leaves it to the test, as the effect host does.</summary>
    public Process Start(Command command)
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
            if ((ours?.GetValueOrDefault(name) ?? Environment.GetEnvironmentVariable(name)) is { } value) start.Environment[name] = value;
        foreach (var (name, value) in command.Environment.Values) start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            if (command.StandardInput is { } text) process.StandardInput.Write(text);
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new GroundwrightException(Problem.Of(NotInstalled, $"{command.Program} is not installed"), missing);
        }
    }

    /// <summary>Applies a plan the way the product does: the command of the target, run by somebody else.</summary>
    public async Task<CommandResult> Apply(ITarget target, TargetScope scope, TargetPlan plan) =>
        await Run(await target.ApplyCommand(scope, plan, CancellationToken.None), null, CancellationToken.None);
}
