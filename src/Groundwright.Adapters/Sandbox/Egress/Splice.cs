using System.Net.Sockets;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Joins two connections: what comes by the one goes out by the other, until both sides have said that there is no more, or one has gone.</summary>
internal static class Splice
{
    internal static async Task Join(Socket one, Socket other, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(Carry(one, other, over), Carry(other, one, over));
    }

    private static async Task Carry(Socket from, Socket to, CancellationTokenSource over)
    {
        try
        {
            await using var source = new NetworkStream(from, ownsSocket: false);
            await using var sink = new NetworkStream(to, ownsSocket: false);
            await source.CopyToAsync(sink, over.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // One side is gone: nothing that the other still says would be heard.
            await over.CancelAsync();
            throw;
        }
    }
}
