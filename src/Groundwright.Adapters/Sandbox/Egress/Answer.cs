using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Writes what comes back into a connection, as it comes. One answer to a connection: nothing can be hidden behind a request.</summary>
internal sealed class Answer(Stream stream)
{
    private static readonly string[] Kept = ["content-type", "content-encoding", "content-range", "etag", "last-modified", "location", "retry-after", "request-id", "x-request-id", "x-should-retry"];
    private static readonly string[] KeptPrefixes = ["anthropic-", "x-ratelimit-", "openai-"];

    /// <summary>Whether anything was written, so that nothing else can be said any more.</summary>
    internal bool Begun { get; private set; }

    internal async Task Continue(CancellationToken cancellationToken) => await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);

    /// <summary>Says that a tunnel stands: what comes now is the other side's.</summary>
    internal async Task Establish(CancellationToken cancellationToken)
    {
        Begun = true;
        await stream.WriteAsync("HTTP/1.1 200 Established\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    internal async Task Pass(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = response.Headers.Concat(response.Content.Headers).Where(header => Passes(header.Key.ToLowerInvariant()))
            .SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"));
        // The end of the connection is the end of the body: whoever waits for lines of a stream gets each at once.
        await Head((int)response.StatusCode, "OK", headers, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await body.CopyToAsync(stream, cancellationToken);
    }

    internal async Task Refuse(Refusal refusal, CancellationToken cancellationToken)
    {
        // The shape in which the interfaces of models tell errors.
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "error", error = new { type = "refused_by_groundwright", message = refusal.Message } });
        // Of the answer to CONNECT, programs show the first line only.
        await Head(refusal.Status, string.Concat(refusal.Message.Where(c => c is >= ' ' and < '\x7f')), ["Content-Type: application/json", string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")], cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
    }

    /// <summary>Says that there is no more, and lets the other side read it before the connection goes.</summary>
    internal static void End(Socket connection)
    {
        try
        {
            connection.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side is gone already.
        }
    }

    private async Task Head(int status, string reason, IEnumerable<string> headers, CancellationToken cancellationToken)
    {
        Begun = true;
        var text = string.Concat(headers.Append("Connection: close").Select(line => line + "\r\n"));
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {reason}\r\n{text}\r\n")), cancellationToken);
    }

    private static bool Passes(string name) => Kept.Contains(name) || KeptPrefixes.Any(name.StartsWith);
}
