#pragma warning disable VSTHRD003 // There is no synchronization context in any host of this product: nothing to deadlock on.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundwright.Adapters.Sandbox.Egress;

/// <summary>
/// The only way out of a room (rule U5): a socket file that is in the room, and behind it, in our own process, what may go out by it. Bodies and keys are written
/// down nowhere.
/// </summary>
internal sealed class EgressProxy : IAsyncDisposable
{
    private const int MostBody = 64 * 1024 * 1024;
    private const int MostConnections = 64;

    // Tools keep connections to clouds open beside each other, and nothing of them is kept here.
    private const int MostTunnels = 512;
    private const int MostRefusals = 20;

    private readonly EgressRules rules;
    private readonly Dial dial;
    private readonly ConcurrentDictionary<string, bool> refusals = new(StringComparer.OrdinalIgnoreCase);
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim places;
    private readonly ConcurrentDictionary<Task, bool> connections = new();
    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        // What the caller says about tracing is none of the other side's business.
        ActivityHeadersPropagator = null,
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    private readonly Task accepting;

    private EgressProxy(string socket, EgressRules rules, Dial dial)
    {
        this.rules = rules;
        this.dial = dial;
        places = new SemaphoreSlim(rules.Tunnels.Count > 0 ? MostTunnels : MostConnections);
        listener.Bind(new UnixDomainSocketEndPoint(socket));
        listener.Listen(MostConnections);
        accepting = Accept();
    }

    /// <summary>Begins to listen on a socket file.</summary>
    internal static EgressProxy Listen(string socket, EgressRules rules, Dial dial) => new(socket, rules, dial);

    /// <summary>Why requests did not go out, each reason once.</summary>
    internal IReadOnlyCollection<string> Refusals => [.. refusals.Keys];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(connections.Keys);
        client.Dispose();
        places.Dispose();
        stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                await places.WaitAsync(stop.Token);
                var connection = await listener.AcceptAsync(stop.Token);
                var serving = Task.Run(() => Serve(connection));
                connections[serving] = true;
                _ = serving.ContinueWith(done => connections.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The room is being closed.
        }
    }

    private async Task Serve(Socket connection)
    {
        try
        {
            using var owned = connection;
            await using var stream = new NetworkStream(connection, ownsSocket: false);
            var answer = new Answer(stream);
            await Serve(connection, stream, answer);
            Answer.End(connection);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or HttpRequestException)
        {
            // Either side went away in the middle of an answer. The program in the room sees a torn one.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task Serve(Socket connection, Stream stream, Answer answer)
    {
        try
        {
            if (await RequestHead.Read(stream, stop.Token) is not (var head, var rest)) return;
            if (rules.Tunnels.Count > 0)
            {
                await LetThrough(connection, answer, head, rest);
                return;
            }
            var length = head.Length();
            if (head.Headers.ContainsKey("expect")) await answer.Continue(stop.Token);
            var body = head.Method == "CONNECT" ? [] : await new RequestBody(stream, rest, MostBody).Read(length, stop.Token);
            using var request = rules.Admit(head, body);
            using var response = await Ask(request);
            await answer.Pass(response, stop.Token);
        }
        catch (Refusal refusal) when (!answer.Begun)
        {
            if (refusals.Count < MostRefusals) refusals[refusal.Message] = true;
            await answer.Refuse(refusal, stop.Token);
        }
    }

    private async Task LetThrough(Socket connection, Answer answer, RequestHead head, byte[] rest)
    {
        var passage = Passage.Of(head) ?? throw Refusal.Forbidden("a host must be named, by CONNECT or by http://");
        var host = passage.Among(rules.Tunnels) ?? throw Refusal.Forbidden($"{passage.Authority} is not under `egress:` of this target in groundwright.yaml");
        using var outside = await dial.Connect(host, passage.Name, stop.Token);
        await using (var stream = new NetworkStream(outside, ownsSocket: false))
        {
            if (passage.Forwarded is { } first) await stream.WriteAsync(Encoding.Latin1.GetBytes(first), stop.Token);
            else await answer.Establish(stop.Token);
            await stream.WriteAsync(rest, stop.Token);
        }
        await Splice.Join(connection, outside, stop.Token);
    }

    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        }
        catch (HttpRequestException fault)
        {
            throw Refusal.Unreachable($"{request.RequestUri!.Authority} cannot be reached: {fault.Message}");
        }
    }
}
