using System.Diagnostics;
using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>An apply that goes on beside the test, and that the test may kill.</summary>
internal sealed class RunningApply : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();

    public RunningApply(ProcessRunner runner, Command command)
    {
        process = runner.Start(command);
        process.OutputDataReceived += (_, line) =>
        {
            lock (log) log.Append(line.Data).Append('\n');
        };
        process.BeginOutputReadLine();
    }

    public string Log
    {
        get { lock (log) return log.ToString(); }
    }

    /// <summary>Waits until the log holds a text.</summary>
    public async Task Says(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Log.Contains(text))
        {
            if (process.HasExited && !Log.Contains(text)) throw new InvalidOperationException($"ended without saying {text}:\n{Log}\n{await process.StandardError.ReadToEndAsync()}");
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Kills the tool as SIGKILL does; what it started lives on, as it would.</summary>
    public async Task Kill()
    {
        var children = OperatingSystem.IsLinux() ? File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        process.Kill(entireProcessTree: false);
        foreach (var child in children)
        {
            using var left = Process.GetProcessById(int.Parse(child));
            left.Kill(entireProcessTree: true);
        }
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
