using System.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>The way out of a room: what a program in it can have sent, and what arrives.</summary>
[Covers("U5")]
public sealed class EgressTests : IDisposable
{
    private const string KeyVariable = "GW_TEST_EGRESS_KEY";
    private const string Key = "sk-ant-real-0123456789abcdef";
    private readonly RoomBench bench = new();
    private readonly OtherSide model = new();
    private readonly OtherSide packages = new();

    public EgressTests()
    {
        Needs.Tool("curl", "apt-get install curl");
        Environment.SetEnvironmentVariable(KeyVariable, Key);
    }

    private SandboxNeeds WithModel => bench.Needed with { Model = new ModelAccess(ModelApi.Anthropic, model.Address, KeyVariable) };

    public void Dispose()
    {
        bench.Dispose();
        model.Dispose();
        packages.Dispose();
    }

    [Fact]
    public async Task The_model_is_reached_with_our_key_whatever_key_was_sent()
    {
        var result = await InRoom("""
            curl -s "$ADDRESS/v1/messages?beta=true&key=foreign" -H 'x-api-key: foreign' -H 'Authorization: Bearer foreign' -H 'x-goog-api-key: foreign' -H 'Cookie: foreign' \
              -H 'anthropic-version: 2023-06-01' -H 'content-type: application/json' -d '{"model":"m","messages":[]}'
            """, WithModel);

        result.StandardOutput.ShouldBe("""{"id":"msg_1"}""");
        var arrival = model.Arrivals.ShouldHaveSingleItem();
        arrival.Headers["x-api-key"].ShouldBe(Key);
        arrival.Headers["anthropic-version"].ShouldBe("2023-06-01");
        arrival.Path.ShouldBe("/v1/messages?beta=true");
        $"{arrival.Path} {string.Join(' ', arrival.Headers.Values)} {arrival.Body}".ShouldNotContain("foreign");
    }

    [Fact]
    public async Task The_key_is_nowhere_in_the_room()
    {
        var result = await InRoom("cat /proc/*/environ /proc/*/cmdline | tr '\\0' '\\n'; curl -si \"$ADDRESS/v1/models\"; cat /run/* 2>/dev/null", WithModel);

        result.StandardOutput.ShouldContain("placeholder");
        result.StandardOutput.ShouldContain("200 OK");
        result.StandardOutput.ShouldNotContain(Key);
        result.StandardOutput.ShouldNotContain("tracked=1");
    }

    [Theory]
    [InlineData("-X POST $ADDRESS/v1/files -d {}")]
    [InlineData("-X POST $ADDRESS/v1/messages/batches -d {}")]
    [InlineData("-X DELETE $ADDRESS/v1/models")]
    [InlineData("-X POST $ADDRESS/v1/models -d {}")]
    [InlineData("--path-as-is -X POST $ADDRESS/v1/messages/../files -d {}")]
    [InlineData("-X POST $ADDRESS/v1/messages%2f..%2ffiles -d {}")]
    [InlineData("-X POST $ADDRESS//v1/messages -d {}")]
    [InlineData("-X GET $ADDRESS/v1/messages")]
    [InlineData("-X POST $ADDRESS/v1/messages -H content-encoding:gzip -d {}")]
    public async Task Other_calls_do_not_go_out(string call)
    {
        var result = await InRoom($"curl -s -w '%{{http_code}}' {call}", WithModel);

        result.StandardOutput.ShouldContain("refused_by_groundwright");
        result.StandardOutput.ShouldEndWith("403");
        model.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tunnel_is_refused_to_the_model_to_a_package_host_and_to_anybody()
    {
        var result = await InRoom($$"""
            for place in {{model.Authority}} {{packages.Authority}} example.org:443; do
              curl -s -o /dev/null -w '%{http_connect} ' --proxytunnel --proxy "$http_proxy" --noproxy '' "http://$place/"
            done
            """, WithModel with { Hosts = [packages.Address.ToString()] });

        result.StandardOutput.ShouldBe("403 403 403 ");
        model.Arrivals.ShouldBeEmpty();
        packages.Arrivals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_host_may_be_read_and_never_be_written()
    {
        var result = await InRoom($$"""
            ask() { curl -s -o /dev/null -w '%{http_code} ' --proxy "$http_proxy" --noproxy '' "$@"; }
            ask http://{{packages.Authority}}/left-pad -H 'Authorization: Bearer stolen' -H 'Cookie: stolen' -H 'x-stolen: stolen'
            ask -I http://{{packages.Authority}}/left-pad
            ask -X POST http://{{packages.Authority}}/left-pad -d stolen
            ask -X PUT http://{{packages.Authority}}/left-pad -d stolen
            ask -X GET http://{{packages.Authority}}/left-pad -d stolen
            ask "http://{{packages.Authority}}/$(printf 'stolen%.0s' {1..400})"
            ask http://127.0.0.1:9/left-pad
            """, WithModel with { Hosts = [packages.Address.ToString()] });

        result.StandardOutput.ShouldBe("200 200 403 403 403 403 403 ");
        packages.Arrivals.Select(arrival => $"{arrival.Method} {arrival.Path}").ShouldBe(["GET /left-pad", "HEAD /left-pad"]);
        packages.Arrivals.SelectMany(arrival => arrival.Headers.Values).ShouldNotContain(value => value.Contains("stolen"));
    }

    [Fact]
    public async Task A_stream_comes_in_piece_by_piece()
    {
        var first = new TaskCompletionSource();
        model.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.SendChunked = true;
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("data: one\n\n"));
            await context.Response.OutputStream.FlushAsync();
            // The second piece is sent only when the first has been seen inside: were it kept back, both would wait for ever.
            await first.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("data: two\n\n"));
        };
        await using var room = await bench.Sandbox.Open(WithModel, CancellationToken.None);
        var command = Ask(room, "curl -sN \"$ADDRESS/v1/messages\" -d '{\"stream\":true}'");

        var result = await RecordingRunner.Real.Run(room.Enter(command), line => { if (line.Text == "data: one") first.TrySetResult(); }, CancellationToken.None);

        result.StandardOutput.ShouldBe("data: one\n\ndata: two\n\n");
    }

    [Fact]
    public async Task Requests_have_a_budget()
    {
        var result = await InRoom("for i in 1 2 3 4; do curl -s -o /dev/null -w '%{http_code} ' \"$ADDRESS/v1/models\"; done", WithModel with { ModelRequests = 3 });

        result.StandardOutput.ShouldBe("200 200 200 403 ");
        model.Arrivals.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_large_body_in_chunks_arrives_whole_and_an_endless_one_is_refused()
    {
        var result = await InRoom("""
            { printf '{"text":"'; head -c 3000000 /dev/zero | tr '\0' x; printf '"}'; } >body
            curl -s -o /dev/null -w '%{http_code} ' "$ADDRESS/v1/messages" -H 'Transfer-Encoding: chunked' --data-binary @body
            head -c 80000000 /dev/zero | curl -s -o /dev/null -w '%{http_code}' "$ADDRESS/v1/messages" -H 'Expect:' --data-binary @-
            """, WithModel);

        result.StandardOutput.ShouldStartWith("200 ");
        result.StandardOutput.ShouldNotEndWith("200");
        model.Arrivals.ShouldHaveSingleItem().Body.Length.ShouldBe(3_000_011);
    }

    [Fact]
    public async Task The_program_ends_as_it_would_without_a_way_out()
    {
        var result = await InRoom("cat; echo error >&2; exit 7", WithModel);

        (result.ExitCode, result.StandardOutput, result.StandardError).ShouldBe((7, "input\n", "error\n"));
    }

    [Fact]
    public async Task A_model_that_cannot_be_reached_is_said_to_be_so()
    {
        var nobody = new Uri("http://127.0.0.1:9");

        var result = await InRoom("curl -s -w '%{http_code}' \"$ADDRESS/v1/models\"", WithModel with { Model = WithModel.Model! with { Upstream = nobody } });

        result.StandardOutput.ShouldContain("127.0.0.1:9 cannot be reached");
        result.StandardOutput.ShouldEndWith("502");
    }

    [Fact]
    public async Task Without_a_key_nothing_begins()
    {
        var fault = await Should.ThrowAsync<GroundwrightException>(() => InRoom("true", bench.Needed with { Model = new ModelAccess(ModelApi.OpenAi, model.Address, "GW_TEST_NO_SUCH_KEY") }));

        fault.Problem.Code.ShouldBe(SandboxProblems.KeyMissing);
        fault.Problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
    }

    private async Task<CommandResult> InRoom(string script, SandboxNeeds needs)
    {
        await using var room = await bench.Sandbox.Open(needs, CancellationToken.None);
        return await RecordingRunner.Real.Run(room.Enter(Ask(room, script)), null, CancellationToken.None);
    }

    private Command Ask(ISandboxRoom room, string script)
    {
        var command = bench.Bash(script) with { StandardInput = "input\n" };
        return command with { Environment = command.Environment.With("ADDRESS", room.ModelAddress!).With("KEY", room.ModelKey!) };
    }
}
