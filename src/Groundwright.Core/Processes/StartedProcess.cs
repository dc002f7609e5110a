#pragma warning disable RS0030 // The one file that may use System.Diagnostics.Process: everything else goes through ICommandRunner.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Groundwright.Core.Processes.Trees;

namespace Groundwright.Core.Processes;

/// <summary>A process of the system with its three streams as bytes.</summary>
internal sealed class StartedProcess : IDisposable
{
    private readonly Process process;
    private readonly OwnChildren own;

    private StartedProcess(Process process, OwnChildren own)
    {
        this.process = process;
        this.own = own;
        Id = process.Id;
    }

    public int Id { get; }

    /// <summary>Nothing that came from it started before this, in clock ticks since boot (Linux).</summary>
    public long Since { get; private init; }

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public Stream Error => process.StandardError.BaseStream;

    /// <param name="start">What to start.</param>
    /// <param name="inherited">Handles it keeps open.</param>
    /// <param name="tag">By which its descendants are known.</param>
    /// <param name="lasting">Whether it dies with the thread that starts it, so that this must be one that lives as long as we do.</param>
    public static StartedProcess Start(ProcessStartInfo start, IReadOnlyList<SafeHandle> inherited, DescentTag? tag, bool lasting = false)
    {
        Redirect(start);
        var own = OwnChildren.OfThisProcess;
        var since = OperatingSystem.IsLinux() ? Libc.TicksSinceBoot() : 0;
        Process Now() => own.Start(() => StartNow(start, inherited, tag), detach: false);
        return new(lasting ? LastingThread.OfThisProcess.Run(Now) : Now(), own) { Since = since };
    }

    /// <summary>Runs a process with our own three streams to its end.</summary>
    public static async Task<int> RunAttached(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException("a process was not started anew");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    /// <summary>Starts a process that outlives us. It gets no stream of ours: its input is at its end, its output goes nowhere.</summary>
    public static int StartDetached(ProcessStartInfo start, IReadOnlyList<SafeHandle> inherited)
    {
        Redirect(start);
        using var process = OwnChildren.OfThisProcess.Start(() => StartNow(start, inherited, tag: null), detach: true);
        process.StandardInput.Close();
        process.StandardOutput.Close();
        process.StandardError.Close();
        return process.Id;
    }

    /// <summary>What a small tool of the system prints.</summary>
    public static string OutputOf(string program, IEnumerable<string> arguments)
    {
        using var tool = Start(new ProcessStartInfo(program, arguments), [], tag: null);
        return tool.process.StandardOutput.ReadToEnd();
    }

    public Task Exit(CancellationToken cancellationToken) => process.WaitForExitAsync(cancellationToken);

    public void KillTree() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        own.Ended(Id);
        // Readers may still be waiting for a pipe that somebody else holds.
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        process.Dispose();
    }

    private static void Redirect(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
    }

    private static Process StartNow(ProcessStartInfo start, IReadOnlyList<SafeHandle> inherited, DescentTag? tag)
    {
        using var tagged = tag?.OnNextChild();
        using var handles = new InheritableHandles(inherited);
        return Process.Start(start) ?? throw new InvalidOperationException("a process was not started anew");
    }
}
