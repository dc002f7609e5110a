using System.ComponentModel;
using System.Diagnostics;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Processes;

/// <summary>Turns a command into what the system starts, and the system's refusals into problems.</summary>
internal static class ProcessStart
{
    private const int TryAgain = 11;
    private const int NoMemory = 12;

    /// <summary>Starts a command with this mark on it.</summary>
    public static StartedProcess Start(Command command, ProcessMark mark) => Try(command, () => StartedProcess.Start(Prepare(command, mark.Value), command.InheritedHandles, mark.Tag, command.IsDoor));

    /// <summary>Starts a process that outlives us.</summary>
    public static int StartDetached(Command command) => Try(command, () => StartedProcess.StartDetached(Prepare(command, mark: null), command.InheritedHandles));

    /// <summary>Runs a process that has our own three streams and nothing more of us than its environment, and returns its exit code.</summary>
    public static Task<int> RunAttached(Command command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ProgramPath.Of(command), command.Arguments) { WorkingDirectory = command.WorkingDirectory, UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment.Resolve()) start.Environment[name] = value;
        return Try(command, () => StartedProcess.RunAttached(start, cancellationToken));
    }

    private static ProcessStartInfo Prepare(Command command, string? mark)
    {
        if (!Directory.Exists(command.WorkingDirectory))
            throw new GroundwrightException(Problem.Of(ProcessProblems.NoDirectory, $"{command.WorkingDirectory} does not exist", $"`{command.Program}` should have run there; nothing was started."));

        var start = new ProcessStartInfo { WorkingDirectory = command.WorkingDirectory };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment.Resolve()) start.Environment[name] = value;
        Mark(start.Environment, command, mark);

        var program = ProgramPath.Resolve(command, start.Environment.TryGetValue("PATH", out var path) ? path : null);
        // A session of its own: Ctrl-C at the terminal reaches us alone, and we decide who is interrupted. setsid(1) becomes the program in place, with the same
        // id, because a child of .NET leads no group. Where there is none (macOS) the command stays in our session.
        var session = OperatingSystem.IsWindows() ? null : ProgramPath.Find("setsid");
        start.FileName = session ?? program;
        if (session is not null) start.ArgumentList.Add(program);
        foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
        return start;
    }

    private static void Mark(IDictionary<string, string?> environment, Command command, string? mark)
    {
        if (mark is not null) environment[ProcessMark.Process] = mark;
        // What we are part of, our children are part of.
        if ((command.Owner ?? Environment.GetEnvironmentVariable(ProcessMark.Owner)) is { Length: > 0 } owner) environment[ProcessMark.Owner] = owner;
        if (Environment.GetEnvironmentVariable(ProcessMark.Effect) is { Length: > 0 } effect) environment.TryAdd(ProcessMark.Effect, effect);
    }

    private static T Try<T>(Command command, Func<T> start)
    {
        try
        {
            return start();
        }
        catch (Win32Exception fault) when (fault.NativeErrorCode is TryAgain or NoMemory)
        {
            throw new GroundwrightException(
                Problem.Of(ProcessProblems.NotStarted, $"`{command.Program}` could not be started: {fault.Message}", "The system is out of processes or memory.")
                    with
                { Retry = new Retry(true, TimeSpan.FromSeconds(5)) },
                fault);
        }
        catch (Win32Exception fault)
        {
            throw ProgramPath.NotExecutable(command.Program, fault.Message, fault);
        }
    }
}
