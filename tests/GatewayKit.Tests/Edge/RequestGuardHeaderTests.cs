using GatewayKit.Configuration;

namespace GatewayKit.Tests.Edge;

public class RequestGuardHeaderTests
{
    [Theory]
    [InlineData("X-Consumer-Id")]
    [InlineData("X_Consumer_Name")]
    [InlineData("Gateway-Mirrored")]
    [InlineData("Gateway_Mirrored")]
    [InlineData("X-Forwarded-For")]
    [InlineData("X_Forwarded_Host")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("X-Original-URL")]
    [InlineData("Transfer_Encoding")]
    [InlineData("Keep-Alive")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Proxy-Authorization")]
    [InlineData("Sec-WebSocket-Key")]
    public async Task What_a_client_must_not_say_is_not_heard(string name)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/api/x", $"{name}: trailers\r\n{name}: trailers\r\nX-Kept: yes\r\n");

        Assert.Equal(200, response?.Status);
        Assert.Contains("X-Kept: yes\n", response!.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("trailers", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trusted_proxy_is_believed_what_it_forwards_but_no_consumer_and_no_alias()
    {
        await using var app = await EdgeApp.StartAsync(new GatewayConfig { TrustedProxies = ["127.0.0.0/8"] });

        var response = await app.GetAsync("/api/x",
            "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\nX-Real-IP: 192.0.2.7\r\nX-Consumer-Id: evil\r\nX_Real_IP: evil\r\n");

        Assert.Equal(200, response?.Status);
        Assert.StartsWith("GET /api/x from 192.0.2.7\n", response!.Body, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto: https\n", response.Body, StringComparison.Ordinal);
        Assert.Contains("X-Real-IP: 192.0.2.7\n", response.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_request_of_a_trusted_connection_is_judged_anew()
    {
        await using var app = await EdgeApp.StartAsync(new GatewayConfig { TrustedProxies = ["127.0.0.1"] });
        await using var client = await RawClient.ConnectAsync(app.Port);
        foreach (var (header, address) in new[] { ("X-Forwarded-For: 192.0.2.7\r\n", "192.0.2.7"),
            ("X-Forwarded-For: 192.0.2.8\r\n", "192.0.2.8"),
            ("", "127.0.0.1") })
        {
            await client.WriteAsync($"GET /api/x HTTP/1.1\r\nHost: h\r\n{header}\r\n");
            Assert.StartsWith($"GET /api/x from {address}\n", (await client.ReadResponseAsync())?.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("X-A, x-b")]
    [InlineData("x-a\r\nConnection: X-B")]
    [InlineData(",, X-A ,\tX-B,")]
    public async Task What_Connection_names_ends_here(string connection)
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.GetAsync("/api/x", $"Connection: {connection}\r\nX-A: gone\r\nX-B: gone\r\nX-C: stays\r\n");

        Assert.DoesNotContain("gone", response?.Body, StringComparison.Ordinal);
        Assert.Contains("X-C: stays\n", response?.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_removes_neither_Host_nor_framing()
    {
        await using var app = await EdgeApp.StartAsync();

        var response = await app.SendAsync("POST /api/x HTTP/1.1\r\nHost: h\r\nConnection: Host, Content-Length, Transfer-Encoding, "
            + "Connection\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal(200, response?.Status);
        Assert.Contains("Host: h\n", response?.Body, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 2\n", response?.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X[0]: 1")]
    [InlineData("(x): 1")]
    [InlineData("X: a\x01b")]
    [InlineData("X: a\x7f")]
    [InlineData("X: ok\r\nX: a\x0b")]
    [InlineData("X-Consumer-Id: a\x0b")]
    [InlineData("X: a\0b")]
    [InlineData("X: a\r b")]
    [InlineData("X: a\r\n folded")]
    [InlineData(": a")]
    [InlineData("X : a")]
    [InlineData("X")]
    public async Task A_malformed_header_is_refused(string line)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(400, (await app.GetAsync("/api/x", line + "\r\n"))?.Status);
    }

    [Theory]
    [InlineData("X: a\tb")]
    [InlineData("X:")]
    [InlineData("X: \u00c3\u00a9")]
    [InlineData("!#$%&'*+-.^_`|~: 1")]
    public async Task An_unusual_header_is_taken(string line)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(200, (await app.GetAsync("/api/x", line + "\r\n"))?.Status);
    }

    [Theory]
    [InlineData("HTTP/1.1\r\n")]
    [InlineData("HTTP/1.1\r\nHost:\r\n")]
    [InlineData("HTTP/1.1\r\nHost: h\r\nHost: h\r\n")]
    [InlineData("HTTP/1.1\r\nHost: h:99999\r\n")]
    [InlineData("HTTP/1.1\r\nHost: u@h\r\n")]
    [InlineData("HTTP/1.1\r\nHost: a, b\r\n")]
    [InlineData("HTTP/1.1\r\nHost: [h]\r\n")]
    [InlineData("HTTP/1.0\r\nHost:\r\n")]
    public async Task A_request_needs_one_valid_Host(string rest)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(400, (await app.SendAsync($"GET /api/x {rest}\r\n"))?.Status);
    }

    [Theory]
    [InlineData("GET /api/x HTTP/1.0\r\n\r\n")]
    [InlineData("GET /api/x HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")]
    [InlineData("GET http://h:80/api/x HTTP/1.1\r\nHost: h:80\r\n\r\n")]
    public async Task A_valid_Host_or_none_in_version_1_0_is_taken(string request)
    {
        await using var app = await EdgeApp.StartAsync();

        Assert.Equal(200, (await app.SendAsync(request))?.Status);
    }
}
