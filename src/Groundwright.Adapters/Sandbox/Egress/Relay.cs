using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
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
    /// <param name="arguments">
    /// Socket file; ports, joined by commas; program, and the program's arguments. The first port leads to the proxy; others are <c>name:port</c> of the machine, and lead there
    /// through it: what is on this machine no program asks a proxy for.
    /// </param>
    /// <param name="cancellationToken">Not used by the room: all in it are killed together.</param>
    public static async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // An interrupt reaches everybody in the room; it is for the program to end, and then for us.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var doors = arguments[1].Split(',').Select(place => new Door(arguments[0], place)).ToList();
        var accepting = Task.WhenAll(doors.Select(door => door.Accept(over.Token)));
        var command = new Command(arguments[2], [.. arguments.Skip(3)])
        {
            WorkingDirectory = Path.GetFullPath("."),
            Environment = new CommandEnvironment([.. Environment.GetEnvironmentVariables().Keys.Cast<string>().Except(OfTheRelay)], new Dictionary<string, string>()),
        };
        var code = await CommandRunner.RunAttached(command, cancellationToken);
        await over.CancelAsync();
        await accepting;
        doors.ForEach(door => door.Dispose());
        return code;
    }

    /// <summary>A port of the room, and where it leads.</summary>
    private sealed class Door : IDisposable
    {
        private readonly string exit;
        private readonly string? tunnel;
        private readonly TcpListener listener;

        internal Door(string exit, string place)
        {
            this.exit = exit;
            tunnel = place.Contains(':', StringComparison.Ordinal) ? place : null;
            listener = new TcpListener(IPAddress.Loopback, int.Parse(place.AsSpan(place.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture));
            listener.Start();
        }

        internal async Task Accept(CancellationToken cancellationToken)
        {
            try
            {
                while (true)
                {
                    var inside = await listener.AcceptSocketAsync(cancellationToken);
                    _ = Task.Run(() => Join(inside, cancellationToken), cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                // The program has ended.
            }
        }

        public void Dispose() => listener.Dispose();

        private async Task Join(Socket inside, CancellationToken cancellationToken)
        {
            using var outside = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                using var owned = inside;
                await outside.ConnectAsync(new UnixDomainSocketEndPoint(exit), cancellationToken);
                // A refusal is told by the proxy: whoever is at this port does not speak HTTP with it.
                if (tunnel is not null && !await Opens(outside, tunnel, cancellationToken)) return;
                await Splice.Join(inside, outside, cancellationToken);
            }
            catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
            {
                // One side went away; the other sees that its connection is closed.
            }
        }

        private static async Task<bool> Opens(Socket outside, string place, CancellationToken cancellationToken)
        {
            await using var stream = new NetworkStream(outside, ownsSocket: false);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"CONNECT {place} HTTP/1.1\r\n\r\n"), cancellationToken);
            return await Dial.ReadHead(stream, cancellationToken) is "HTTP/1.1 200 Established";
        }
    }
}
