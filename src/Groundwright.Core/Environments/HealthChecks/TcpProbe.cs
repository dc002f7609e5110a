using System.Globalization;
using System.Net.Sockets;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>host:port that must accept a connection, within 10 s.</summary>
internal sealed class TcpProbe(string address) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => $"tcp {address}";

    public async Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken)
    {
        var patience = limit < Patience ? limit : Patience;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(patience);
        using var client = new TcpClient();
        try
        {
            var colon = address.LastIndexOf(':');
            await client.ConnectAsync(address[..colon].Trim('[', ']'), int.Parse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture), stop.Token);
            return new Sight(true, "connected");
        }
        catch (SocketException fault)
        {
            return new Sight(false, fault.SocketErrorCode == SocketError.ConnectionRefused ? "refused: nothing listens there" : fault.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Sight(false, $"no connection in {patience.TotalSeconds:0} s");
        }
    }
}
