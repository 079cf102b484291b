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
        var response = await gateway.SendAsync($"GET /admin/x HTTP/1.1\r\nHost: h\r\nConnection: {connection}\r\n{SecurityGateway.Key}\r\n");

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
    public async Task What_Connection_names_is_not_forwarded(string headers)
    {
        await gateway.SendAsync($"GET /public/x HTTP/1.1\r\nHost: h\r\n{headers}\r\n");

        Assert.Null(Assert.Single(gateway.Forwarded).Header("X-Hop"));
    }

    [Fact]
    public async Task A_body_keeps_its_frame_whatever_Connection_names()
    {
        const string Hidden = "GET /admin/y HTTP/1.1\r\nHost: h\r\n\r\n";

        var response = await gateway.AssertInStepAsync(
            $"POST /public/x HTTP/1.1\r\nHost: h\r\nConnection: Content-Length, Transfer-Encoding, Host\r\nContent-Length: {Hidden.Length}\r\n\r\n{Hidden}");

        Assert.Equal(200, response?.Status);
        Assert.Equal($"{Hidden.Length}", gateway.Forwarded.First().Header("Content-Length"));
    }
}
