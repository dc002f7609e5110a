using System.Net.Sockets;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Joins two connections: what comes by the one goes out by the other, until both sides have said that there is no more.</summary>
internal static class Splice
{
    internal static Task Join(Socket one, Socket other, CancellationToken cancellationToken) => Task.WhenAll(Carry(one, other, cancellationToken), Carry(other, one, cancellationToken));

    private static async Task Carry(Socket from, Socket to, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = new NetworkStream(from, ownsSocket: false);
            await using var sink = new NetworkStream(to, ownsSocket: false);
            await source.CopyToAsync(sink, cancellationToken);
        }
        finally
        {
            // Also where one side has gone: the other hears of it, and what it had said already still arrives.
            Answer.End(to);
        }
    }
}
