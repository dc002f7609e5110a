using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>Stands for a model's interface or a package host: writes down what arrives, and answers.</summary>
internal sealed class OtherSide : IDisposable
{
    private readonly HttpListener listener = new();

    internal OtherSide()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Authority = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }
        listener.Prefixes.Add($"http://{Authority}/");
        listener.Start();
        _ = Serve();
    }

    internal string Authority { get; }

    internal Uri Address => new($"http://{Authority}");

    /// <summary>What arrived: method, path with query, headers, body.</summary>
    internal ConcurrentQueue<Arrival> Arrivals { get; } = new();

    /// <summary>Answers instead of the plain one.</summary>
    internal Func<HttpListenerContext, Task>? Answer { get; set; }

    private async Task Serve()
    {
        while (listener.IsListening)
        {
            var context = await listener.GetContextAsync();
            _ = Task.Run(() => Take(context));
        }
    }

    private async Task Take(HttpListenerContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.InputStream);
        var headers = request.Headers.AllKeys.OfType<string>().ToDictionary(name => name.ToLowerInvariant(), name => request.Headers[name]!);
        Arrivals.Enqueue(new Arrival(request.HttpMethod, request.RawUrl!, headers, await reader.ReadToEndAsync()));
        if (Answer is { } own) await own(context);
        else
        {
            context.Response.ContentType = "application/json";
            context.Response.AddHeader("Set-Cookie", "tracked=1");
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("""{"id":"msg_1"}"""));
        }
        context.Response.Close();
    }

    public void Dispose() => listener.Close();
}

/// <summary>A request as it arrived.</summary>
internal sealed record Arrival(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);
