namespace GatewayKit.Security.Tests.Requests;

public class UpgradeTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";
    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

    [Theory]
    [InlineData("POST /public/x HTTP/1.1", Upgrade + Version + Key)]
    [InlineData("PUT /public/x HTTP/1.1", Upgrade + Version + Key)]
    [InlineData("HEAD /public/x HTTP/1.1", Upgrade + Version + Key)]
    [InlineData("OPTIONS /public/x HTTP/1.1", Upgrade + Version + Key)]
    [InlineData("GET /public/x HTTP/1.0", Upgrade + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Version)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + "Sec-WebSocket-Version: 99\r\n" + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + "Sec-WebSocket-Version: 12\r\n" + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + "Sec-WebSocket-Version: 013\r\n" + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + "Sec-WebSocket-Version: 13, 8\r\n" + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Version + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Version + Key + Key)]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Version + "Sec-WebSocket-Key: x\r\n")]
    [InlineData("GET /public/x HTTP/1.1", Upgrade + Version + "Sec-WebSocket-Key:\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Upgrade: websocket\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", "Connection: close\r\nUpgrade: websocket\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: websocket\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket/13\r\n" + Version + Key)]
    [InlineData("GET /public/x HTTP/1.1",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: h2c\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: h2\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: TLS/1.0\r\n")]
    [InlineData("GET /public/x HTTP/1.1", "Connection: HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")]
    public async Task What_is_no_WebSocket_handshake_upgrades_nothing(string line, string headers)
    {
        var response = await gateway.SendAsync($"{line}\r\nHost: h\r\n{headers}\r\n");

        Assert.Contains(response?.Status ?? 0, new[] { 200, 400 });
        Assert.All(gateway.Forwarded, request =>
        {
            Assert.Null(request.Header("Upgrade"));
            Assert.Null(request.Header("HTTP2-Settings"));
            Assert.Null(request.Header("Connection"));
            Assert.Null(request.Header("Sec-WebSocket-Key"));
        });
    }

    [Fact]
    public async Task A_handshake_is_forwarded_as_one()
    {
        await gateway.SendAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{Upgrade}{Version}{Key}\r\n");

        var forwarded = Assert.Single(gateway.Forwarded);
        Assert.Equal("websocket", forwarded.Header("Upgrade"));
        Assert.Equal("Upgrade", forwarded.Header("Connection"));
    }

    [Fact]
    public async Task A_handshake_needs_the_key_before_anything_is_upgraded()
        => await gateway.AssertRefusedAsync($"GET /admin/x HTTP/1.1\r\nHost: h\r\n{Upgrade}{Version}{Key}\r\n", 401);

    [Fact]
    public async Task What_follows_a_handshake_that_the_upstream_declines_is_a_request_of_its_own()
        => await gateway.AssertInStepAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{Upgrade}{Version}{Key}\r\n");

    [Theory]
    [InlineData("Content-Length: 5\r\n", "hello")]
    [InlineData("Transfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    public async Task A_handshake_has_no_body(string framing, string body)
    {
        var response = await gateway.AssertInStepAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{Upgrade}{Version}{Key}{framing}\r\n{body}");

        Assert.Contains(response?.Status ?? 0, new[] { 200, 400 });
        Assert.All(gateway.Forwarded, request => Assert.Null(request.Header("Upgrade")));
    }
}
