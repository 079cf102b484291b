using GatewayKit.Edge;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Tests.Edge;

public class WebSocketHandshakeTests
{
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";
    private const string Upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

    [Theory]
    [InlineData(Upgrade + Version + Key)]
    [InlineData("Connection: keep-alive, upgrade\r\nUpgrade: WebSocket\r\n" + Version + Key)]
    public async Task A_handshake_goes_on_as_one(string headers)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/api/x", headers);

        Assert.Equal(200, response?.Status);
        Assert.Contains("Upgrade: websocket\n", response?.Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Sec-WebSocket-Key: ", response?.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Upgrade + Key)]
    [InlineData(Upgrade + Version)]
    [InlineData(Upgrade + "Sec-WebSocket-Version: 99\r\n" + Key)]
    [InlineData(Upgrade + "Sec-WebSocket-Version: 8, 13\r\n" + Key)]
    [InlineData(Upgrade + Version + Version + Key)]
    [InlineData(Upgrade + Version + Key + Key)]
    [InlineData(Upgrade + Version + "Sec-WebSocket-Key: short\r\n")]
    [InlineData(Upgrade + Version + "Sec-WebSocket-Key: ????????????????????????\r\n")]
    public async Task A_malformed_handshake_is_refused(string headers)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/api/x", headers);

        Assert.Equal(400, response?.Status);
        Assert.Equal("13", response!.Header("Sec-WebSocket-Version"));
    }

    [Theory]
    [InlineData("GET /api/x HTTP/1.1",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n")]
    [InlineData("GET /api/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n" + Version + Key)]
    [InlineData("GET /api/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: websocket\r\nUpgrade: h2c\r\n" + Version + Key)]
    [InlineData("GET /api/x HTTP/1.1", "Connection: Upgrade\r\nUpgrade: SPDY/3.1\r\n")]
    [InlineData("GET /api/x HTTP/1.1", "Upgrade: websocket\r\n" + Version + Key)]
    [InlineData("GET /api/x HTTP/1.0", Upgrade + Version + Key)]
    [InlineData("POST /api/x HTTP/1.1", Upgrade + Version + Key)]
    [InlineData("GET /api/x HTTP/1.1", Version + Key)]
    public async Task What_is_no_handshake_is_an_ordinary_request(string line, string headers)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync($"{line}\r\nHost: h\r\n{headers}\r\n");

        Assert.Equal(200, response?.Status);
        Assert.DoesNotContain("Upgrade:", response?.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Sec-WebSocket", response?.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("HTTP2-Settings", response?.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("websocket", "13", null)]
    [InlineData("websocket", "99", 400)]
    [InlineData("connect-udp", "13", 405)]
    [InlineData(null, "13", 405)]
    public void A_tunnel_over_HTTP_2_is_a_WebSocket_of_version_13(string? protocol, string version, int? refusal)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpExtendedConnectFeature>(new Connect(protocol));
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = "/api/x";
        http.Request.Method = "CONNECT";
        http.Request.Protocol = HttpProtocol.Http2;
        http.Request.Host = new HostString("h");
        http.Request.Headers.SecWebSocketVersion = version;
        http.Request.Headers.SecWebSocketKey = "x";

        Assert.Equal(refusal, RequestGuard.Check(http, PathPolicy.Strict, EdgeSettings.Strict)?.Status);
        if (refusal is null)
            Assert.Empty(http.Request.Headers.SecWebSocketKey.ToString());
    }

    private sealed record Connect(string? Protocol) : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => Protocol is not null;

        public ValueTask<Stream> AcceptAsync() => throw new NotSupportedException();
    }
}
