using static GatewayKit.Security.Tests.Upstreams.ScriptedUpstream;

namespace GatewayKit.Security.Tests.Upstreams;

public class ResponseSplittingTests(FaultGateway gateway) : IClassFixture<FaultGateway>
{
    private const string Poison = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison";

    public static TheoryData<string> Responses =>
    [
        Ok("ok") + Poison,
        Ok("ok") + "\r\n" + Poison,
        Ok("ok") + "garbage",
        Ok("ok") + Poison + Poison + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + Poison,
        "HTTP/1.1 204 No Content\r\n\r\n" + Poison,
        "HTTP/1.1 204 No Content\r\nContent-Length: 43\r\n\r\n" + Poison,
        "HTTP/1.1 304 Not Modified\r\n\r\n" + Poison,
        "HTTP/1.1 304 Not Modified\r\nContent-Length: 43\r\n\r\n" + Poison,
        "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX: y\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n" + Poison,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nContent-Length: 2\nX: y\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok" + Poison,
        "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nX: a\rContent-Length: 100\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nX: a\x01\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 OK\r\nConnection: close, Content-Length\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 200 O\rK\r\nContent-Length: 2\r\n\r\nok" + Poison,
        "HTTP/1.1 100 Continue\r\n\r\n" + Ok("ok") + Poison,
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Ok("ok") + Poison,
        "HTTP/1.1 102 Processing\r\nContent-Length: 43\r\n\r\n" + Ok("ok") + Poison,
    ];

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task What_an_upstream_sends_too_much_no_client_ever_sees(string response)
    {
        foreach (var method in new[] { "GET", "HEAD", "POST" })
        {
            await using var client = await RawClient.ConnectAsync(gateway.Port);
            gateway.Upstream.Answer = Say(response);
            await client.WriteAsync($"{method} /up/attack HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
            var attacked = await client.ReadResponseAsync(isHead: method == "HEAD");
            Assert.DoesNotContain("poison", attacked?.Body ?? "", StringComparison.Ordinal);

            // The same client again, if its connection is still open, and others.
            gateway.Upstream.Answer = Say(Ok("clean"));
            await client.WriteAsync("GET /up/next HTTP/1.1\r\nHost: h\r\n\r\n");
            Assert.Equal("clean", (await client.ReadResponseAsync())?.Body ?? "clean");
            for (var i = 0; i < 3; i++)
                Assert.Equal("clean", (await RawClient.SendAsync(gateway.Port, "GET /up/other HTTP/1.1\r\nHost: h\r\n\r\n"))?.Body);
        }

        await gateway.AssertAliveAsync();
    }

    [Theory]
    [InlineData("attachment; filename=\"\u00c3\u00a9.pdf\"")]
    [InlineData("\u00e9\u00ff\u00a0")]
    public async Task A_header_beyond_ASCII_passes_byte_for_byte(string value)
    {
        var response = await gateway.SendAsync(
            Say($"HTTP/1.1 200 OK\r\nContent-Disposition: {value}\r\nX: {value}\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal(value, response?.Header("Content-Disposition"));
        Assert.Equal(value, response?.Header("X"));
    }

    [Fact]
    public async Task An_upstream_can_not_speak_for_the_gateways_own_connection()
    {
        var response = await gateway.SendAsync(Say(
            "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=999\r\nProxy-Connection: x\r\nUpgrade: h2c\r\nConnection: keep-alive, Upgrade\r\n"
                + "Alt-Svc: h3=\":443\"\r\nContent-Length: 2\r\n\r\nok"));

        Assert.Equal("ok", response?.Body);
        foreach (var name in new[] { "Keep-Alive", "Proxy-Connection", "Upgrade", "Connection" })
            Assert.Null(response!.Header(name));
    }
}
