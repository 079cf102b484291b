using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Edge;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Edge;

public class EdgeSettingsTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("11.0.0.1", false)]
    [InlineData("172.16.1.2", true)]
    [InlineData("::ffff:172.16.1.2", true)]
    [InlineData("192.0.2.7", true)]
    [InlineData("192.0.2.8", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void Addresses_and_networks_are_trusted(string address, bool isTrusted)
    {
        var settings = EdgeSettings.From(
            new GatewayConfig { TrustedProxies = ["10.0.0.0/8", "::ffff:172.16.0.0/108", "192.0.2.7", "2001:db8::/32"] });

        Assert.True(settings.TrustsProxies);
        Assert.Equal(isTrusted, settings.Trusts(IPAddress.Parse(address)));
    }

    [Fact]
    public void Nobody_is_trusted_by_default()
    {
        Assert.False(EdgeSettings.Strict.TrustsProxies);
        Assert.False(EdgeSettings.From(new GatewayConfig()).Trusts(IPAddress.Loopback));
        Assert.False(EdgeSettings.From(new GatewayConfig { TrustedProxies = ["0.0.0.0/0"] }).Trusts(null));
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("proxy.example")]
    [InlineData("010.0.0.1")]
    [InlineData("10.1")]
    [InlineData("")]
    public void What_is_no_address_is_refused(string text)
        => Assert.Throws<FormatException>(() => EdgeSettings.From(new GatewayConfig { TrustedProxies = [text] }));

    [Fact]
    public void One_route_that_merges_is_enough_to_look_for_empty_segments()
    {
        var route = new GatewayRoute { Route = new RouteConfig(), Paths = new PathRules { EmptySegments = PathHandling.Merge } };
        var config = new GatewayConfig();

        Assert.False(EdgeSettings.From(config).MergesAnywhere);
        Assert.True(EdgeSettings.From(config with { Routes = config.Routes.Add("r", route) }).MergesAnywhere);
        Assert.True(EdgeSettings.From(config with { Paths = route.Paths }).MergesAnywhere);
    }
}
