using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Groundwright.Adapters.Tests.Terraform;

/// <summary>A real remote backend: keeps one state behind HTTP on a free port of this machine, and can be told to refuse writes.</summary>
internal sealed class StateServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private byte[]? state;

    public StateServer()
    {
        listener.Start();
        _ = Task.Run(Serve);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/state";

    public bool RefusesWrites { get; set; }

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await Answer(client.GetStream());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task Answer(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n") && await stream.ReadAsync(one) == 1) head.Append((char)one[0]);
        var lines = head.ToString().Split("\r\n");
        var length = lines.Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Select(line => int.Parse(line.Split(':')[1])).FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body);
        var status = (lines[0].Split(' ')[0], RefusesWrites, state) switch
        {
            ("GET", _, null) => "404 Not Found",
            ("POST", true, _) => "507 Insufficient Storage",
            _ => "200 OK",
        };
        if (lines[0].StartsWith("POST") && !RefusesWrites) state = body;
        var answer = lines[0].StartsWith("GET") ? state ?? [] : [];
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(answer);
    }
}
