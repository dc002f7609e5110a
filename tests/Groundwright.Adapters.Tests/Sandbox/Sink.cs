using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>Where a thief would bring what was stolen: a port, a socket file and a socket without a file of this machine. Hears what comes.</summary>
internal sealed class Sink : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly TcpListener tcp = new(IPAddress.Loopback, 0);
    private readonly UdpClient udp;
    private readonly Socket[] sockets;
    private readonly CancellationTokenSource stop = new();

    internal Sink()
    {
        tcp.Start();
        udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, Port));
        sockets = [Listen(SocketFile), Listen("\0" + AbstractName)];
        _ = Hear();
        foreach (var socket in sockets) _ = Take(socket);
        _ = Take(tcp.Server);
    }

    internal int Port => ((IPEndPoint)tcp.LocalEndpoint).Port;

    internal string SocketFile => folder["sink"];

    internal string AbstractName { get; } = $"gw-test-{Guid.NewGuid():N}";

    /// <summary>What was brought.</summary>
    internal ConcurrentQueue<string> Visits { get; } = new();

    private static Socket Listen(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(name));
        socket.Listen();
        return socket;
    }

    private async Task Take(Socket listener)
    {
        while (!stop.IsCancellationRequested)
        {
            using var visitor = await listener.AcceptAsync(stop.Token);
            var buffer = new byte[64 * 1024];
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            patience.CancelAfter(TimeSpan.FromSeconds(2));
            var length = 0;
            try
            {
                length = await visitor.ReceiveAsync(buffer, patience.Token);
            }
            catch (OperationCanceledException)
            {
                // Came and said nothing.
            }
            Visits.Enqueue(Encoding.UTF8.GetString(buffer, 0, length));
        }
    }

    private async Task Hear()
    {
        while (!stop.IsCancellationRequested) Visits.Enqueue(Encoding.UTF8.GetString((await udp.ReceiveAsync(stop.Token)).Buffer));
    }

    public void Dispose()
    {
        stop.Cancel();
        tcp.Dispose();
        udp.Dispose();
        foreach (var socket in sockets) socket.Dispose();
        folder.Dispose();
        stop.Dispose();
    }
}
