using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>
/// Runs in the room, in front of the program: programs can be told a port, seldom a socket file. It understands nothing of what it carries, and everything it could do the
/// program could do itself.
/// </summary>
public static class Relay
{
    private static readonly string[] OfTheRelay = ["DOTNET_ROOT", "DOTNET_EnableDiagnostics", "DOTNET_TieredPGO"];

    /// <summary>Joins the socket file and the port, runs the program, and ends with its exit code.</summary>
    /// <param name="arguments">Socket file, port, program, and the program's arguments.</param>
    /// <param name="cancellationToken">Not used by the room: all in it are killed together.</param>
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // An interrupt reaches everybody in the room; it is for the program to end, and then for us.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var listener = new TcpListener(IPAddress.Loopback, int.Parse(arguments[1], CultureInfo.InvariantCulture));
        listener.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepting = Accept(listener, arguments[0], over.Token);
        var command = new Command(arguments[2], [.. arguments.Skip(3)])
        {
            WorkingDirectory = Path.GetFullPath("."),
            Environment = new CommandEnvironment([.. Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(OfTheRelay)], new Dictionary<string, string>()),
        };
        var code = await CommandRunner.RunAttached(command, cancellationToken);
        await over.CancelAsync();
        await accepting;
        return code;
    }

    private static async Task Accept(TcpListener listener, string exit, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var inside = await listener.AcceptSocketAsync(cancellationToken);
                _ = Task.Run(() => Join(inside, exit, cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The program has ended.
        }
    }

    private static async Task Join(Socket inside, string exit, CancellationToken cancellationToken)
    {
        using var outside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using var owned = inside;
            await outside.ConnectAsync(new UnixDomainSocketEndPoint(exit), cancellationToken);
            await Task.WhenAll(Carry(inside, outside, cancellationToken), Carry(outside, inside, cancellationToken));
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            // One side went away; the other sees that its connection is closed.
        }
    }

    private static async Task Carry(Socket from, Socket to, CancellationToken cancellationToken)
    {
        await using var source = new NetworkStream(from, ownsSocket: false);
        await using var sink = new NetworkStream(to, ownsSocket: false);
        await source.CopyToAsync(sink, cancellationToken);
        to.Shutdown(SocketShutdown.Send);
    }
}
