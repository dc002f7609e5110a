using System.Net;
using System.Net.Sockets;
using Groundwright.Adapters.Sandbox;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>A room that reaches the hosts that were named, and nobody else.</summary>
[Covers("U1", "U4")]
public sealed class TunnelTests : IDisposable
{
    private const string Known = "state.example.test";
    private readonly OtherSide named = new();
    private readonly Sink sink = new();
    private readonly RoomBench bench;

    // What names lead to is said here; the rest of the way is the real one.
    private readonly Dictionary<string, IPAddress[]> names = new(StringComparer.OrdinalIgnoreCase);

    public TunnelTests()
    {
        Needs.Tool("curl", "apt-get install curl");
        bench = new RoomBench(new Dial(new WebProxy(), Resolve));
    }

    private int Port => named.Address.Port;

    public void Dispose()
    {
        bench.Dispose();
        named.Dispose();
        sink.Dispose();
    }

    [Fact]
    public async Task What_is_named_of_this_machine_is_at_its_own_port_and_nothing_else_is()
    {
        var result = await InRoom($$"""
            curl -s -X PUT http://127.0.0.1:{{Port}}/a -H 'x-mine: 1' -d body; echo " $?"
            curl -s --max-time 5 http://127.0.0.1:{{sink.Port}}/; echo " $?"
            """, $"127.0.0.1:{Port}");

        result.StandardOutput.ShouldBe("{\"id\":\"msg_1\"} 0\n 7\n");
        var arrival = named.Arrivals.ShouldHaveSingleItem();
        (arrival.Method, arrival.Path, arrival.Body, arrival.Headers["x-mine"]).ShouldBe(("PUT", "/a", "body", "1"));
        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task By_the_proxy_only_what_is_named_is_reached_and_the_refusal_says_why()
    {
        var result = await InRoom($$"""
            curl -sv --proxytunnel --noproxy '' http://127.0.0.1:{{Port}}/ 2>&1 | grep -o '{"id.*\|< HTTP/1.1 200 Established.*'
            curl -sv --proxytunnel --noproxy '' http://127.0.0.1:{{sink.Port}}/ 2>&1 | grep '< HTTP'
            curl -s --noproxy '' http://127.0.0.1:{{sink.Port}}/; echo
            curl -s --proxy "$http_proxy" --noproxy '' ftp://127.0.0.1:{{Port}}/; echo
            """, $"127.0.0.1:{Port}");

        result.StandardOutput.ShouldContain("< HTTP/1.1 200 Established");
        result.StandardOutput.ShouldContain("{\"id\":\"msg_1\"}");
        result.StandardOutput.ShouldContain($"< HTTP/1.1 403 127.0.0.1:{sink.Port} is not under `egress:` of this target in groundwright.yaml");
        result.StandardOutput.ShouldContain("a host must be named, by CONNECT or by http://");
        result.StandardError.ShouldContain($"groundwright: 127.0.0.1:{sink.Port} is not under `egress:` of this target in groundwright.yaml");
        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_without_tls_arrives_whole_at_a_named_host()
    {
        using var host = new AnyHost();
        names["localhost"] = [IPAddress.Loopback];

        var result = await InRoom($"curl -s --noproxy '' -X POST 'http://localhost:{host.Port}/v1/kv/a?index=7' -H 'Host: another' -H 'x-token: mine' -H 'Proxy-Authorization: Basic x' -d change", $"localhost:{host.Port}");

        result.StandardOutput.ShouldBe("heard");
        var lines = host.Requests.ShouldHaveSingleItem().Split("\r\n");
        lines[0].ShouldBe("POST /v1/kv/a?index=7 HTTP/1.1");
        lines.ShouldContain($"Host: localhost:{host.Port}");
        lines.ShouldContain("x-token: mine");
        lines.ShouldContain("Connection: close");
        lines[^1].ShouldBe("change");
        lines.ShouldNotContain(line => line.Contains("another") || line.StartsWith("Proxy-"));
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    public async Task A_name_that_leads_to_the_machine_or_its_credentials_is_refused(string address)
    {
        names[Known] = [IPAddress.Parse(address)];

        var result = await InRoom($"curl -sv --proxytunnel http://{Known}:{sink.Port}/ 2>&1 | grep '< HTTP'", $"*.example.test:{sink.Port}");

        result.StandardOutput.ShouldContain($"403 {Known} leads to {IPAddress.Parse(address)}, which is never reached from a room");
        sink.Visits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_told_so_and_an_odd_name_is_none()
    {
        var result = await InRoom("""
            curl -sv --proxytunnel https://gone.example.test/ 2>&1 | grep '< HTTP'
            for odd in a..example.test -a.example.test .example.test '%00.example.test' 'a b.example.test'; do
              exec 3<>/dev/tcp/127.0.0.1/18400; printf 'CONNECT %s:443 HTTP/1.1\r\n\r\n' "$odd" >&3; head -n 1 <&3 | cut -d ' ' -f 2; exec 3>&-
            done
            """, "*.example.test");

        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldContain("502 gone.example.test:443 cannot be reached");
        lines[1..].ShouldBe(["403", "403", "403", "403", "400"]);
    }

    [Fact]
    public async Task Where_the_machine_has_a_proxy_it_is_used()
    {
        using var host = new AnyHost();
        using var proxy = new TunnelProxy(host.Port);
        using var rooms = new RoomBench(new Dial(new WebProxy(proxy.Address) { Credentials = new NetworkCredential("me", "secret") }, Resolve));

        var result = await InRoom(rooms, "curl -s --proxytunnel http://state.example.test:8080/", "*.example.test:8080");

        result.StandardOutput.ShouldBe("heard");
        proxy.Heads.ShouldHaveSingleItem().ShouldBe($"CONNECT state.example.test:8080 HTTP/1.1\r\nHost: state.example.test:8080\r\nProxy-Authorization: Basic {Convert.ToBase64String("me:secret"u8)}\r\n\r\n");
    }

    [Fact]
    public async Task A_connection_that_one_side_leaves_is_closed_to_the_other()
    {
        using var talker = new TcpListener(IPAddress.Loopback, 0);
        talker.Start();
        var port = ((IPEndPoint)talker.LocalEndpoint).Port;
        var served = Task.Run(async () =>
        {
            using var client = await talker.AcceptSocketAsync();
            // A protocol in which the other side speaks first.
            await client.SendAsync("220 ready\n"u8.ToArray());
            return await client.ReceiveAsync(new byte[16]);
        });

        var result = await InRoom($"exec 3<>/dev/tcp/127.0.0.1/{port}; head -n 1 <&3; exec 3>&-", $"127.0.0.1:{port}");

        result.StandardOutput.ShouldBe("220 ready\n");
        (await served.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_at_a_port_of_this_machine_is_told_by_its_name()
    {
        var result = await InRoom("curl -s --max-time 5 http://127.0.0.1:9009/; echo $?", "127.0.0.1:9009");

        result.StandardOutput.ShouldNotBe("0\n");
        result.StandardError.ShouldContain("groundwright: 127.0.0.1:9009 cannot be reached: Connection refused");
    }

    [Theory]
    [InlineData("http://127.0.0.1:9", "cannot be reached: the proxy 127.0.0.1:9 of this machine does not answer: Connection refused")]
    [InlineData("https://127.0.0.1:9", "only a proxy at http:// is spoken to")]
    public async Task A_proxy_of_the_machine_that_is_no_help_is_what_is_told(string address, string words)
    {
        using var rooms = new RoomBench(new Dial(new WebProxy(address), Resolve));

        var result = await InRoom(rooms, "curl -s https://state.example.test/", "*.example.test");

        result.StandardError.ShouldContain("groundwright: state.example.test cannot be reached: ");
        result.StandardError.ShouldContain(words);
    }

    [Fact]
    public async Task Nothing_named_is_no_network()
    {
        var result = await InRoom($"curl -s --max-time 5 http://127.0.0.1:{sink.Port}/; echo $?; curl -s --max-time 5 http://169.254.169.254/; echo $?; env | grep -ci proxy");

        result.StandardOutput.ShouldBe("7\n7\n0\n");
    }

    private Task<CommandResult> InRoom(string script, params string[] hosts) => InRoom(bench, script, hosts);

    private static Task<CommandResult> InRoom(RoomBench rooms, string script, params string[] hosts) =>
        new ConfiningRunner(RecordingRunner.Real, rooms.Sandbox).Run(rooms.Bash(script) with { Confined = rooms.Needed.WithEgress([.. hosts.Select(EgressHost.Parse)]) }, null, CancellationToken.None);

    private Task<IPAddress[]> Resolve(string name, CancellationToken cancellationToken) =>
        names.TryGetValue(name, out var found) ? Task.FromResult(found) : IPAddress.TryParse(name, out var address) ? Task.FromResult<IPAddress[]>([address]) : throw new SocketException((int)SocketError.HostNotFound);
}
