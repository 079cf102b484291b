using System.Net.Sockets;
using System.Text;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Protocols;

public sealed class FidelityTests
{
    [Theory]
    [InlineData("/?x=%7E")]
    [InlineData("/?%64bug")]
    [InlineData("/?x=%c3%a4&y=a+b")]
    [InlineData("/a%20b?x=%7E")]
    [InlineData("/a%2Fb")]
    [InlineData("/a%2fb%252Fc?q=%2F")]
    [InlineData("/%C3%A4/%7Euser")]
    [InlineData("/plain/path?a=1&&b")]
    public async Task What_is_let_through_reaches_the_upstream_byte_for_byte(string target)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            paths: { encodedSlash: keep }
            routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
            """);

        await SendRawAsync(gateway, target);

        Assert.Equal(target, gateway.Upstream.Request.Target);
    }

    [Fact]
    public async Task A_header_in_UTF_8_reaches_the_upstream()
    {
        await using var gateway =
            await ProbeHost.StartAsync(new Probe(), "routes: { all: { clusterId: up, match: { path: \"/{**rest}\" } } }");

        await SendRawAsync(gateway, "/x", "X-City: Zürich\r\n");

        Assert.Equal("Zürich", gateway.Upstream.Request.Header("X-City"));
    }

    [Fact]
    public async Task A_transform_still_changes_the_path_in_front_of_what_is_kept()
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), """
            paths: { encodedSlash: keep }
            routes: { all: { clusterId: up, match: { path: "/api/{**rest}" }, transforms: [ { pathRemovePrefix: /api }, { pathPrefix: "/v 2" }, { queryValueParameter: k, set: v } ] } }
            """);

        await SendRawAsync(gateway, "/api/a%2Fb?x=%7E");

        Assert.Equal("/v%202/a%2Fb?x=~&k=v", gateway.Upstream.Request.Target.Replace("%7E", "~", StringComparison.Ordinal));
    }

    private static async Task SendRawAsync(GatewayTestHost gateway, string target, string headers = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"GET {target} HTTP/1.1\r\nHost: x\r\n{headers}Connection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        Assert.StartsWith("HTTP/1.1 200", await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
    }
}
