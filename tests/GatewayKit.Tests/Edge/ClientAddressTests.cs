using GatewayKit.Configuration;
using GatewayKit.Edge;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Tests.Edge;

public class ClientAddressTests
{
    private static readonly EdgeSettings s_settings = EdgeSettings.From(new GatewayConfig { TrustedProxies = ["10.0.0.0/8", "fd00::/8"] });

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1, 10.0.0.1, 10.0.0.2", "192.0.2.1")]
    [InlineData("198.51.100.9, 192.0.2.1,10.0.0.1", "192.0.2.1")]
    [InlineData("192.0.2.1:5060, 10.0.0.1:80", "192.0.2.1")]
    [InlineData("2001:db8::1, fd00::2", "2001:db8::1")]
    [InlineData("[2001:db8::1]:443, [fd00::2]", "2001:db8::1")]
    [InlineData("::ffff:192.0.2.1, ::ffff:10.0.0.3", "192.0.2.1")]
    [InlineData("10.0.0.1, 10.0.0.2", "10.0.0.1")]
    [InlineData("192.0.2.1, unknown, 10.0.0.2", "10.0.0.2")]
    [InlineData("192.0.2.1, , 10.0.0.2", "10.0.0.2")]
    [InlineData("0300.0.2.1, 10.0.0.2", "10.0.0.2")]
    [InlineData("1, 10.0.0.2", "10.0.0.2")]
    [InlineData("[::1, 10.0.0.2", "10.0.0.2")]
    public void The_right_most_address_that_is_no_trusted_proxy_is_the_client(string forwardedFor, string client)
        => Assert.Equal(client, ClientAddress.Find(forwardedFor, s_settings)?.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("192.0.2.1, x")]
    public void Without_a_readable_address_the_peer_stays_the_client(string forwardedFor)
        => Assert.Null(ClientAddress.Find(forwardedFor, s_settings));

    [Fact]
    public void Several_lines_are_one_list()
        => Assert.Equal("192.0.2.1", ClientAddress.Find(new StringValues(["198.51.100.9, 192.0.2.1", "10.0.0.1"]), s_settings)?.ToString());

    [Fact]
    public void Only_so_many_hops_are_looked_at()
    {
        var hops = string.Join(',', Enumerable.Repeat("10.0.0.1", ClientAddress.MaxHops - 1));

        Assert.Equal("192.0.2.1", ClientAddress.Find("192.0.2.1," + hops, s_settings)?.ToString());
        Assert.Equal("10.0.0.1", ClientAddress.Find("192.0.2.1,10.0.0.1," + hops, s_settings)?.ToString());
    }
}
