using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundwright.Core.Tests.Environments;

/// <summary>A server on a port of its own that gives every caller the same answer, or none.</summary>
internal sealed class TinyServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> callers = [];
    private readonly Func<string, string?> answer;

    public TinyServer(string? answer)
        : this(_ => answer)
    {
    }

    /// <summary>Answers by the first line of the request.</summary>
    public TinyServer(Func<string, string?> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Dispose()
    {
        listener.Dispose();
        lock (callers) callers.ForEach(caller => caller.Dispose());
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptTcpClientAsync(CancellationToken.None);
                lock (callers) callers.Add(caller);
                _ = Answer(caller);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Answer(TcpClient caller)
    {
        try
        {
            var buffer = new byte[64 * 1024];
            var length = await caller.GetStream().ReadAsync(buffer, CancellationToken.None);
            var text = answer(Encoding.ASCII.GetString(buffer, 0, length).Split("\r\n")[0]);
            if (text is null) return;
            await caller.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), CancellationToken.None);
            caller.Dispose();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The caller went away.
        }
    }
}
