using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Groundwright.Adapters.Sandbox.Egress;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>Stands for the proxy of a company, which alone knows where names lead: every tunnel goes to one port of this machine.</summary>
internal sealed class TunnelProxy : IDisposable
{
    private readonly LoopbackServer server;
    private readonly int leadsTo;

    internal TunnelProxy(int leadsTo)
    {
        this.leadsTo = leadsTo;
        server = new LoopbackServer(Serve);
    }

    internal Uri Address => new($"http://127.0.0.1:{server.Port}");

    /// <summary>What it was asked.</summary>
    internal ConcurrentQueue<string> Heads { get; } = new();

    public void Dispose() => server.Dispose();

    private async Task Serve(Socket client)
    {
        var head = new byte[4096];
        var length = 0;
        while (!Encoding.ASCII.GetString(head, 0, length).EndsWith("\r\n\r\n")) length += await client.ReceiveAsync(head.AsMemory(length));
        Heads.Enqueue(Encoding.ASCII.GetString(head, 0, length));
        await client.SendAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray());
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await other.ConnectAsync(IPAddress.Loopback, leadsTo);
        await Splice.Join(client, other, CancellationToken.None);
    }
}
