using System.Diagnostics;
using System.Text;
using Groundwright.Core.Processes;

namespace Groundwright.Testing;

/// <summary>A child process of a test, apart from the product's own runner so that the runner itself can be tested and killed.</summary>
public sealed class ChildProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ChildProcess(Process process) => this.process = process;

    /// <summary>Starts a program; its output (both streams) is collected.</summary>
    public static ChildProcess Start(string program, IEnumerable<string> arguments, string? directory = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = directory ?? Path.GetTempPath(),
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;
        // Past the product's runner, but not while it starts something: what the next child inherits is set for the whole process.
        var child = new ChildProcess(OwnChildren.OfThisProcess.Start(() => Process.Start(start)!, detach: true));
        child.process.OutputDataReceived += child.Collect;
        child.process.ErrorDataReceived += child.Collect;
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        child.process.StandardInput.Close();
        return child;
    }

    /// <summary>Starts a program, waits for its end and returns its exit code and output. Throws after two minutes.</summary>
    public static (int ExitCode, string Output) Run(string program, IEnumerable<string> arguments, string? directory = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        using var child = Start(program, arguments, directory, environment);
        return (child.WaitForExit(TimeSpan.FromMinutes(2)), child.Output);
    }

    /// <summary>Process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    /// <summary>Kills this process alone, without its children, as SIGKILL does, and waits until it is gone: <see cref="Dispose"/> would take the children of one that still dies.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: false);
        // With a limit it waits for the process and not for its output, which a child may hold open.
        if (!process.WaitForExit(TimeSpan.FromSeconds(30))) throw new TimeoutException($"did not die: {process.StartInfo.FileName}");
    }

    /// <summary>Waits for the end and returns the exit code.</summary>
    public int WaitForExit(TimeSpan limit)
    {
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"did not end within {limit}: {process.StartInfo.FileName}{Environment.NewLine}{Output}");
        }
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Collect(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null) return;
        lock (output) output.AppendLine(line.Data);
    }
}
