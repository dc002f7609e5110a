using System.Net.Sockets;
using System.Security.Authentication;

namespace Groundwright.Core.Environments.HealthChecks;

/// <summary>An address that must answer 2xx, within 10 s.</summary>
internal sealed class HttpProbe(Uri address) : IHealthProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => $"http {address.OriginalString}";

    public async Task<Sight> Look(TimeSpan limit, CancellationToken cancellationToken)
    {
        var patience = limit < Patience ? limit : Patience;
        // Each look opens a connection of its own: a kept one would not see that others are refused.
        using var client = new HttpClient { Timeout = patience };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new Sight(answer.IsSuccessStatusCode, $"answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException fault)
        {
            return new Sight(false, Cause(fault));
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Sight(false, $"no answer in {patience.TotalSeconds:0} s");
        }
    }

    private string Cause(HttpRequestException fault) => fault switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => $"no such host: {address.Host}",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"TLS failed: {Innermost<AuthenticationException>(fault)?.Message ?? fault.Message}",
        _ when Innermost<SocketException>(fault) is { SocketErrorCode: SocketError.ConnectionRefused } => $"refused: nothing listens on {address.Authority}",
        _ when Innermost<SocketException>(fault) is { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable } => $"no way to {address.Host}",
        { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection was closed without an answer",
        _ => fault.Message,
    };

    private static T? Innermost<T>(Exception fault)
        where T : Exception
    {
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
            if (inner is T found) return found;
        return null;
    }
}
