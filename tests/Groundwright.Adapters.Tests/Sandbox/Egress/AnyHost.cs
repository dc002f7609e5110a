using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>A host that answers to every name: writes down each request as it arrives, byte by byte, and says that it was heard.</summary>
internal sealed class AnyHost : IDisposable
{
    private readonly LoopbackServer server;

    internal AnyHost() => server = new LoopbackServer(Serve);

    internal int Port => server.Port;

    internal ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => server.Dispose();

    private async Task Serve(Socket client)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        string text;
        do
        {
            length += await client.ReceiveAsync(buffer.AsMemory(length));
            text = Encoding.ASCII.GetString(buffer, 0, length);
        }
        while (!text.EndsWith("\r\n\r\n") && !text.EndsWith("\r\n\r\nchange"));
        Requests.Enqueue(text);
        await client.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nheard"u8.ToArray());
    }
}
