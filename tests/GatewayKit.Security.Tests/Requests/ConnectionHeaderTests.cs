namespace GatewayKit.Security.Tests.Requests;

public class ConnectionHeaderTests(SecurityGateway gateway) : IClassFixture<SecurityGateway>
{
    [Theory]
    [InlineData("X-Consumer-Name")]
    [InlineData("x-consumer-name, X-CONSUMER-GROUPS")]
    [InlineData("close, X-Consumer-Name")]
    [InlineData("keep-alive, X-Consumer-Name")]
    [InlineData("X-Consumer-Name, close")]
    [InlineData("upgrade, X-Consumer-Name")]
    [InlineData("X-Forwarded-For, X-Forwarded-Host, X-Forwarded-Proto")]
    [InlineData("Host")]
    [InlineData("Content-Length, Transfer-Encoding, Content-Type")]
    [InlineData(":path, :authority")]
    [InlineData("\"X-Consumer-Name\"")]
    [InlineData("X-Consumer-Name\r\nConnection: X-Forwarded-For")]
    public async Task Connection_never_takes_away_what_the_gateway_says(string connection)
    {
        var response = await gateway.SendAsync(
            $"GET /admin/x HTTP/1.1\r\nHost: h\r\nConnection: {connection}\r\n{SecurityGateway.Key}\r\n");

        Assert.Equal(200, response?.Status);
        var forwarded = Assert.Single(gateway.Forwarded);
        Assert.Equal("alice", forwarded.Header("X-Consumer-Name"));
        Assert.Equal("127.0.0.1", forwarded.Header("X-Forwarded-For"));
        Assert.Equal("h", forwarded.Header("X-Forwarded-Host"));
        Assert.Null(forwarded.Header("Connection"));
    }

    [Theory]
    [InlineData("Connection: X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: X-Other, X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: X-Other\r\nConnection: x-hop\r\nX-Hop: gone\r\nX-Hop: gone\r\n")]
    [InlineData("X-Hop: gone\r\nConnection:\t,x-HOP ,\r\n")]
    [InlineData("Connection: keep-alive, X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: X-Hop,keep-alive\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: Keep-Alive ,\t x-hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: close, X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: X-Hop, close\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: Upgrade, X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: keep-alive\r\nConnection: X-Hop\r\nX-Hop: gone\r\n")]
    [InlineData("Connection: X-Hop\r\nX-Hop: gone\r\nConnection: keep-alive\r\n")]
    [InlineData("Connection: upgrade\r\nX-Hop: gone\r\nConnection: ,,X-Hop\r\n")]
    [InlineData("connection: close\r\nX-Hop: gone\r\nCONNECTION: x-hOP\r\n")]
    public async Task What_Connection_names_is_not_forwarded(string headers)
    {
        await gateway.SendAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n");

        Assert.Null(Assert.Single(gateway.Forwarded).Header("X-Hop"));
    }

    [Theory]
    [InlineData("keep-alive, X-Hop", true)]
    [InlineData("X-Hop", true)]
    [InlineData("Upgrade, X-Hop", true)]
    [InlineData("close, X-Hop", false)]
    [InlineData("X-Hop\r\nConnection: close", false)]
    public async Task The_rest_of_Connection_still_says_whether_the_connection_stays(string connection, bool stays)
    {
        await using var client = await RawClient.ConnectAsync(gateway.Port);
        await client.WriteAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\nConnection: {connection}\r\n\r\n");

        Assert.Equal(stays ? null : "close", (await client.ReadResponseAsync())?.Header("Connection"));
        await client.WriteAsync("GET /public/x HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.Equal(stays ? 200 : null, (await client.ReadResponseAsync())?.Status);
    }

    [Theory]
    [InlineData("Connection: X-Hop\r\n", "close")]
    [InlineData("Connection: keep-alive, X-Hop\r\n", "keep-alive")]
    public async Task A_client_of_version_1_0_is_kept_only_if_it_asks(string header, string answer)
    {
        var response = await gateway.SendAsync($"GET /admin/x HTTP/1.0\r\nHost: h\r\n{header}\r\n");

        Assert.Equal(401, response?.Status);
        Assert.Equal(answer, response!.Header("Connection"));
    }

    [Fact]
    public async Task A_body_keeps_its_frame_whatever_Connection_names()
    {
        const string Hidden = "GET /admin/y HTTP/1.1\r\nHost: h\r\n\r\n";

        var response = await gateway.AssertInStepAsync(
            "POST /public/x HTTP/1.1\r\nHost: h\r\nConnection: Content-Length, Transfer-Encoding, Host\r\n"
                + $"Content-Length: {Hidden.Length}\r\n\r\n{Hidden}");

        Assert.Equal(200, response?.Status);
        Assert.Equal($"{Hidden.Length}", gateway.Forwarded.First().Header("Content-Length"));
    }
}
