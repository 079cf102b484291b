using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

public class UpstreamFaultTests(FaultGateway gateway) : IClassFixture<FaultGateway>
{
    private const string Get = "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n";
    private const string Stalling = "GET /stalling/x HTTP/1.1\r\nHost: h\r\n\r\n";
    private const string Post = "POST /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi";

    public static TheoryData<string> NoHttp =>
    [
        "", "\r\n", "garbage\r\n\r\n", "\0\0\0\0\0\0\0\0\r\n\r\n",
        "SSH-2.0-OpenSSH_9.7\r\n", "HTTP/1.1\r\n\r\n", "HTTP/1.1 \r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n", "http/1.1 200 OK\r\n\r\n", "HTTP/1.1 -20 OK\r\n\r\n", "ICY 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nok", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\nX Y: z\r\n\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: " + new string('a', 200_000) + "\r\n\r\n",
        "HTTP/1.1 " + new string('1', 200_000) + "\r\n\r\n",
    ];

    public static TheoryData<string> CutBodies =>
    [
        "Content-Length: 100\r\n\r\nonly this", "Content-Length: 1000000\r\n\r\n" + new string('a', 200_000), "Content-Length: 5\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "Transfer-Encoding: chunked\r\n\r\n5", "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: y\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\ngarbage\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n30000\r\n"
            + new string('a', 0x10000),
    ];

    [Theory]
    [MemberData(nameof(NoHttp))]
    public async Task What_is_no_answer_is_a_502(string bytes)
    {
        foreach (var request in new[] { "GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n", Post })
        {
            var response = await gateway.SendAsync(SayAndClose(bytes), request);

            Assert.Equal(502, response?.Status);
            Assert.Equal("application/problem+json", response!.Header("Content-Type"));
            Assert.DoesNotContain("127.0.0.1", response.Body, StringComparison.Ordinal);

            Assert.True(gateway.Upstream.Requests.Count <= (request == Post ? 1 : 2),
                $"{gateway.Upstream.Requests.Count} requests were sent.");
        }
    }

    [Theory]
    [InlineData("a\u0001b")]
    [InlineData("a\u007fb")]
    [InlineData("a\u001bb")]
    public async Task A_control_character_in_a_header_is_a_502(string value)
        => Assert.Equal(502,
            (await gateway.SendAsync(SayAndClose($"HTTP/1.1 200 OK\r\nX-A: {value}\r\nContent-Length: 2\r\n\r\nok"), Get))?.Status);

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\rb")]
    [InlineData("a\r\n b")]
    public async Task NUL_CR_and_line_folding_in_a_header_become_spaces(string value)
    {
        var response = await gateway.SendAsync(SayAndClose($"HTTP/1.1 200 OK\r\nX-A: {value}\r\nContent-Length: 2\r\n\r\nok"), Get);

        Assert.Equal((200, "ok"), (response?.Status, response?.Body));
        Assert.Matches("^a +b$", response!.Header("X-A"));
    }

    [Fact]
    public async Task A_body_with_the_status_205_is_a_502()
        => Assert.Equal(502,
            (await gateway.SendAsync(SayAndClose("HTTP/1.1 205 Reset Content\r\nContent-Length: 2\r\n\r\nok"), Get))?.Status);

    [Theory]
    [MemberData(nameof(CutBodies))]
    public async Task A_body_that_is_cut_short_never_ends_cleanly(string rest)
    {
        Assert.Null(await CompleteAsync(SayAndClose("HTTP/1.1 200 OK\r\n" + rest)));
        Assert.Null(await CompleteAsync(SayAndReset("HTTP/1.1 200 OK\r\n" + rest)));
    }

    [Fact]
    public async Task A_body_that_stalls_is_given_up_and_never_ends_cleanly()
        => Assert.Null(await CompleteAsync(async connection =>
        {
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
            await connection.WaitForEndAsync();
        }, Stalling));

    [Fact]
    public async Task An_upstream_that_never_answers_is_a_504()
    {
        var response = await gateway.SendAsync(connection => connection.WaitForEndAsync(), Stalling);

        Assert.Equal(504, response?.Status);
        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
    }

    [Theory]
    [InlineData("GET /refusing/x HTTP/1.1\r\nHost: h\r\n\r\n")]
    [InlineData("POST /refusing/x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi")]
    public async Task An_upstream_that_refuses_is_a_502(string request)
    {
        var response = await gateway.SendAsync(Say(Ok("never asked")), request);

        Assert.Equal(502, response?.Status);
        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
    }

    [Theory]
    [InlineData(Get)]
    [InlineData(Post)]
    public async Task An_upstream_that_resets_before_it_answers_is_a_502(string request)
        => Assert.Equal(502, (await gateway.SendAsync(SayAndReset(""), request))?.Status);

    [Theory]
    [InlineData("POST", 0)]
    [InlineData("POST", 2)]
    [InlineData("PATCH", 0)]
    [InlineData("PATCH", 2)]
    public async Task What_is_not_idempotent_is_never_sent_twice(string method, int length)
    {
        foreach (var end in new[] { SayAndClose(""), SayAndReset("") })
        {
            // A connection that is in use again: its end could be taken for a reason to try once more.
            var response = await gateway.SendOnUsedConnectionAsync(
                end, $"{method} /up/x HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n{new string('a', length)}");

            Assert.Equal(502, response?.Status);
            Assert.Single(gateway.Upstream.Requests);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Connection: Upgrade\r\n")]
    [InlineData("Connection: keep-alive, upgrade\r\n")]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c\r\n")]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket, h2c\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    public async Task A_tunnel_that_nobody_asked_for_is_a_502(string headers)
    {
        var response = await gateway.SendAsync(
            Say("HTTP/1.1 101 Tunnel\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
            $"GET /up/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n");

        Assert.Equal("502 Bad Gateway", $"{response?.Status} {response?.Reason}");
        Assert.Equal("application/problem+json", response!.Header("Content-Type"));
    }

    [Theory]
    [InlineData("POST /up/x HTTP/1.1")]
    [InlineData("GET /up/x HTTP/1.0")]
    public async Task A_tunnel_needs_a_GET_of_HTTP_1_1(string line)
    {
        var response = await gateway.SendAsync(
            Say("HTTP/1.1 101 Tunnel\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
            $"{line}\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

        Assert.Equal(502, response?.Status);
    }

    [Theory]
    [InlineData("204 No Content", "Content-Length: 2\r\n\r\nok")]
    [InlineData("204 No Content", "Content-Length: 0\r\n\r\n")]
    [InlineData("204 No Content", "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")]
    [InlineData("304 Not Modified", "Content-Length: 2\r\n\r\n")]
    public async Task A_status_without_a_body_is_passed_on_whatever_length_it_tells(string status, string rest)
        => Assert.Equal(status, await gateway.SendAsync(SayAndClose($"HTTP/1.1 {status}\r\n{rest}")) is { } response
            ? $"{response.Status} {response.Reason}"
            : null);

    [Fact]
    public async Task A_body_without_a_length_ends_with_the_connection()
    {
        var response = await gateway.SendAsync(SayAndClose("HTTP/1.1 200 OK\r\n\r\nwhole"));

        Assert.Equal("whole", response?.Body);
    }

    [Fact]
    public async Task An_early_answer_to_a_body_that_is_still_coming_is_no_hang()
    {
        var response = await gateway.SendAsync(
            SayAndClose("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            $"POST /up/x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n{new string('a', 0x100000)}\r\n0\r\n\r\n");

        Assert.True(response?.Status is 413 or 502, $"The answer is {response?.Status}.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n")]
    public async Task A_client_that_goes_ends_the_call_of_the_upstream(string begun)
    {
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isEnded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gateway.Upstream.Answer = async connection =>
        {
            await connection.WriteAsync(begun);
            isAsked.SetResult();
            await connection.WaitForEndAsync();
            isEnded.SetResult();
        };

        await using (var client = await RawClient.ConnectAsync(gateway.Port))
        {
            await client.WriteAsync("GET /up/x HTTP/1.1\r\nHost: h\r\n\r\n");
            await isAsked.Task.WaitAsync(TimeSpan.FromSeconds(60));
            if (begun.Length > 0)
                await client.ReadCountAsync(12);
            client.Reset();
        }

        await isEnded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await gateway.AssertAliveAsync();
    }

    /// <summary>The response if it ended cleanly. That of a failure before the first byte is one of the gateway's own.</summary>
    private async Task<RawResponse?> CompleteAsync(Func<UpstreamConnection, Task> answer, string request = Get)
        => await gateway.SendAsync(answer, request) is { Status: not (502 or 504) } response ? response : null;
}
