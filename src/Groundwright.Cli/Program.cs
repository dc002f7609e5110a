using System.Runtime.CompilerServices;
using System.Text;
using Groundwright.Adapters.Sandbox;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli;

/// <summary>The program <c>gw</c>.</summary>
internal static class Program
{
    /// <summary>Runs a command line; the exit codes are those of <see cref="ExitCode"/>.</summary>
    public static Task<int> Main(string[] arguments)
    {
        // Start-up is felt on every command: this path loads nothing but the runtime.
        if (arguments is ["--version"])
        {
            PrintVersion();
            return Task.FromResult(0);
        }
        // In a room there is nothing of a repository, and the program behind it waits.
        if (arguments is [RelayProgram.Verb, .. var relayed]) return RunRelay(relayed);
        return FastPath.Knows(arguments) ? RunFast(arguments) : Run(arguments);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> RunRelay(string[] arguments) => Relay.Run(arguments, CancellationToken.None);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunFast(string[] arguments)
    {
        var terminal = Terminal.OfProcess(Environment.GetEnvironmentVariable);
        try
        {
            return await FastPath.Run(arguments, terminal, Composition.Compose);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or GroundwrightException))
        {
            Defect.Tell(terminal, arguments, fault);
            return (int)ExitCode.Failed;
        }
    }

    private static void PrintVersion()
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes(ProductVersion.Current + "\n"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> Run(string[] arguments)
    {
        var terminal = Terminal.OfProcess(Environment.GetEnvironmentVariable);
        try
        {
            using var interrupts = new Interrupts().Listen();
            interrupts.Ending += () => terminal.Error.Write(terminal.Live ? "\u001b[?25h\n" : "\n");
            var host = new CommandHost(terminal, () => TimeZoneInfo.Local, Composition.Compose) { Interrupts = interrupts };
            return await CommandLine.Run(arguments, host, interrupts.Token);
        }
        // The one catch-all of the program: a person is never shown a stack trace they did not ask for.
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Defect.Tell(terminal, arguments, fault);
            return (int)ExitCode.Failed;
        }
    }
}
