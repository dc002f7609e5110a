using System.Net;
using System.Net.Sockets;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>A free port of this machine, with something to do for each connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Func<Socket, Task> serve;

    internal LoopbackServer(Func<Socket, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        _ = Accept();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        while (true) _ = Serve(await listener.AcceptSocketAsync());
    }

    private async Task Serve(Socket client)
    {
        using var owned = client;
        await serve(client);
    }
}
