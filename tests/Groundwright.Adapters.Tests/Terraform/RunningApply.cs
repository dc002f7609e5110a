using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>An apply that goes on beside the test, and that the test may kill.</summary>
internal sealed class RunningApply : IDisposable
{
    private readonly ChildProcess process;

    public RunningApply(RecordingRunner runner, Command command)
    {
        command = runner.In(command);
        // Only what the command lets through: a value of null takes a variable away.
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => !command.Environment.Allowed.Contains(name)).ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in command.Environment.Values) environment[name] = value;
        process = ChildProcess.Start(command.Program, command.Arguments, command.WorkingDirectory, environment);
    }

    public string Log => process.Output;

    /// <summary>Waits until the log holds a text.</summary>
    public async Task Says(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Log.Contains(text))
        {
            if (process.HasExited && !Log.Contains(text)) throw new InvalidOperationException($"ended without saying {text}:\n{Log}");
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Kills the tool as SIGKILL does, and what it started after it.</summary>
    public Task Kill()
    {
        var children = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        process.Kill();
        foreach (var child in children) ChildProcess.Run("/bin/kill", ["-9", child]);
        process.WaitForExit(TimeSpan.FromMinutes(1));
        return Task.CompletedTask;
    }

    public void Dispose() => process.Dispose();
}
