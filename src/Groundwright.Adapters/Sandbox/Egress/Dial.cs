using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>Connects to a host that may be reached: itself, or where the machine has a proxy of its own for it, by that.</summary>
/// <param name="proxy">The machine's proxy.</param>
/// <param name="resolve">Addresses of a name.</param>
internal sealed class Dial(IWebProxy proxy, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int LongestHead = 16 * 1024;

    /// <summary>As the machine does it.</summary>
    internal static Dial OfTheMachine => new(HttpClient.DefaultProxy, Dns.GetHostAddressesAsync);

    /// <exception cref="Refusal">It leads to an address that is never reached, or does not answer.</exception>
    internal async Task<Socket> Connect(EgressHost host, string name, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(Patience);
        try
        {
            var place = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://{name}:{host.Port}/"));
            return !host.IsLocal && !proxy.IsBypassed(place) && proxy.GetProxy(place) is { } through && through != place
                ? await ByProxy(through, place, waiting.Token)
                : await Connect(await Admitted(host, name, waiting.Token), host.Port, waiting.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            throw Refusal.Unreachable($"{name}:{host.Port} cannot be reached: {fault.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refusal.Unreachable($"{name}:{host.Port} did not answer within {Patience.TotalSeconds:0} s");
        }
    }

    // Connected to is what was looked at, not what the name would lead to when asked again.
    private async Task<IPAddress[]> Admitted(EgressHost host, string name, CancellationToken cancellationToken)
    {
        var found = await resolve(name, cancellationToken);
        var admitted = found.Where(host.Admits).ToArray();
        return admitted.Length > 0 ? admitted : throw Refusal.Forbidden($"{name} leads to {string.Join(", ", found.AsEnumerable())}, which is never reached from a room");
    }

    // What the name leads to is for that proxy to know.
    private async Task<Socket> ByProxy(Uri through, Uri place, CancellationToken cancellationToken)
    {
        if (through.Scheme != Uri.UriSchemeHttp) throw Refusal.Unreachable($"{place.Host} cannot be reached: HTTPS_PROXY is {through.Scheme}://{through.Authority}, and only a proxy at http:// is spoken to");
        try
        {
            return await Asked(await Connect(await resolve(through.IdnHost, cancellationToken), through.Port, cancellationToken), through, place, cancellationToken);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            throw Refusal.Unreachable($"{place.Host} cannot be reached: the proxy {through.Authority} of this machine does not answer: {fault.Message}");
        }
    }

    private async Task<Socket> Asked(Socket socket, Uri through, Uri place, CancellationToken cancellationToken)
    {
        try
        {
            var authority = $"{place.Host}:{place.Port}";
            var credentials = proxy.Credentials?.GetCredential(through, "Basic");
            var authorization = credentials is null ? "" : $"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}"))}\r\n";
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n"), cancellationToken);
            var answer = await ReadHead(stream, cancellationToken);
            return answer.Split(' ') is [_, "200", ..] ? socket : throw Refusal.Unreachable($"the proxy {through.Authority} answers {answer} for {authority}");
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reads a head, not a byte more, and returns its first line.</summary>
    /// <exception cref="IOException">It has no end.</exception>
    internal static async Task<string> ReadHead(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var next = new byte[1];
        while (!(head.Length >= 4 && head.ToString(head.Length - 4, 4) == "\r\n\r\n"))
        {
            if (head.Length == LongestHead || await stream.ReadAsync(next, cancellationToken) == 0) throw new EndOfStreamException("the answer has no end");
            head.Append((char)next[0]);
        }
        return head.ToString().Split("\r\n")[0];
    }

    private static async Task<Socket> Connect(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
