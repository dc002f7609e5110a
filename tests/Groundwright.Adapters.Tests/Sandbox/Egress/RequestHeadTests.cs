using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>The reader of requests: strict, and never more than it was given.</summary>
[Covers("U5", "T8")]
public sealed class RequestHeadTests
{
    [Fact]
    public async Task A_request_is_read_with_the_beginning_of_its_body()
    {
        var (head, rest) = (await Read("POST /v1/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nX-A: 1\r\nx-a: 2\r\n\r\nhello"))!.Value;

        (head.Method, head.Target, head.IsHttp11, head.Length()).ShouldBe(("POST", "/v1/messages", true, 5));
        head.Headers["X-a"].ShouldBe("1, 2");
        Encoding.ASCII.GetString(rest).ShouldBe("hello");
    }

    [Theory]
    [InlineData("GET / HTTP/2\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\nHost: x\n\n")]
    [InlineData("get / HTTP/1.1\r\n\r\n")]
    [InlineData("GET /\u0001 HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost : x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n folded: x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nA: x\n\tB: y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x")]
    public async Task What_two_readers_could_understand_differently_is_refused(string request) => (await Should.ThrowAsync<Refusal>(() => Read(request))).Status.ShouldBe(400);

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Content-Length: +5")]
    [InlineData("Content-Length: 0x5")]
    [InlineData("Content-Length: 99999999999999999999")]
    public void A_length_said_in_two_ways_is_refused(string headers) => Should.Throw<Refusal>(() => RequestHead.Parse($"POST / HTTP/1.1\r\n{headers}").Length());

    [Fact]
    public async Task A_head_without_an_end_is_refused_at_its_limit() => await Should.ThrowAsync<Refusal>(() => Read("GET / HTTP/1.1\r\nA: " + new string('x', 64 * 1024)));

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("2;name=value\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n", "hello")]
    public async Task Chunks_are_put_together(string chunks, string body) => (await Chunked(chunks)).ShouldBe(body);

    [Theory]
    [InlineData("5\r\nhelloX\r\n0\r\n\r\n")]
    [InlineData("-1\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhel")]
    [InlineData("ffffffff\r\nhello\r\n0\r\n\r\n")]
    [InlineData("7fffffff\r\nhello\r\n0\r\n\r\n")]
    public async Task Chunks_that_lie_are_refused(string chunks) => await Should.ThrowAsync<Refusal>(() => Chunked(chunks));

    [Fact]
    public void Whatever_comes_is_read_or_refused() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        foreach (var request in new[] { text ?? "", $"POST / HTTP/1.1\r\n{text}", $"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{text}" })
        {
            try
            {
                _ = RequestHead.Parse(request).Length();
            }
            catch (Refusal refusal)
            {
                refusal.Status.ShouldBe(400);
            }
        }
    }).QuickCheckThrowOnFailure();

    private static async Task<(RequestHead Head, byte[] Begun)?> Read(string request)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(request));
        return await RequestHead.Read(stream, CancellationToken.None);
    }

    private static async Task<string> Chunked(string chunks)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(chunks[2..]));
        return Encoding.Latin1.GetString(await new RequestBody(stream, Encoding.Latin1.GetBytes(chunks[..2]), 1024).Read(null, CancellationToken.None));
    }
}
