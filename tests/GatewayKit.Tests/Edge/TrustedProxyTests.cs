using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Edge;

public sealed class TrustedProxyTests
{
    private const string Route = """
        routes: { all: { clusterId: up, match: { path: "/{**rest}" } } }
        """;

    [Theory]
    [InlineData("[127.0.0.1]", "203.0.113.7", "https", "shop.example")]
    [InlineData("['::ffff:127.0.0.1']", "203.0.113.7", "https", "shop.example")]
    [InlineData("['::ffff:127.0.0.0/104']", "203.0.113.7", "https", "shop.example")]
    [InlineData("[10.0.0.0/8]", "127.0.0.1", "http", null)]
    [InlineData("[]", "127.0.0.1", "http", null)]
    public async Task The_upstream_is_told_the_client_behind_a_trusted_proxy_and_nothing_that_others_claim(
        string trusted, string address, string scheme, string? host)
    {
        await using var gateway = await ProbeHost.StartAsync(new Probe(), $"trustedProxies: {trusted}\n{Route}");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/x");
        request.Headers.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "shop.example");
        request.Headers.Add("X-Consumer-Name", "root");

        await gateway.Client.SendAsync(request);

        var seen = gateway.Upstream.Request;
        Assert.Equal(address, seen.Header("X-Forwarded-For"));
        Assert.Equal(scheme, seen.Header("X-Forwarded-Proto"));
        Assert.Equal(host ?? gateway.Address.Authority, seen.Header("X-Forwarded-Host"));
        Assert.Null(seen.Header("X-Consumer-Name"));
    }
}
