using GatewayKit.Configuration.Matching;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class HostMatchTests
{
    [Theory]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "EXAMPLE.com", true)]
    [InlineData("example.com", "example.com:8080", true)]
    [InlineData("example.com", "www.example.com", false)]
    [InlineData("example.com", "", false)]
    [InlineData("*.example.com", "www.example.com", true)]
    [InlineData("*.example.com", "WWW.Example.COM:443", true)]
    [InlineData("*.example.com", "a.b.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("*.example.com", ".example.com", false)]
    [InlineData("*.example.com", "wwwexample.com", false)]
    [InlineData("*.com", "a.b.example.com", true)]
    public void A_host_matches_regardless_of_case_and_port(string pattern, string host, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request("/", host), new PreciseMatch { Hosts = [pattern] }));

    [Theory]
    [InlineData("www.example.com", true)]
    [InlineData("a.b.example.com", false)]
    [InlineData("example.com", false)]
    public void A_wildcard_of_Ingress_is_one_label(string host, bool isMatch)
        => Assert.Equal(
            isMatch ? "a" : null,
            Match(Request("/", host), new PreciseMatch { Hosts = ["*.example.com"], IsWildcardOneLabel = true }));

    [Fact]
    public void A_route_without_wildcards_does_not_need_one_label()
    {
        var name = new PreciseMatch { Hosts = ["a.b.example.com"], IsWildcardOneLabel = true };

        Assert.Equal("a", Match(Request("/", "a.b.example.com"), name));
        Assert.Equal("a", Match(Request("/", "a.b.example.com"), name with { Hosts = [] }, new PreciseMatch { Hosts = ["*.test"] }));
    }

    [Fact]
    public void The_most_specific_host_comes_first()
    {
        PreciseMatch[] routes =
        [
            new(),
            new() { Hosts = ["*.com"] },
            new() { Hosts = ["*.example.com"] },
            new() { Hosts = ["www.example.com", "api.example.com"] },
        ];

        Assert.Equal("d", Match(Request("/", "www.example.com"), routes));
        Assert.Equal("d", Match(Request("/", "api.example.com"), routes));
        Assert.Equal("c", Match(Request("/", "x.example.com"), routes));
        Assert.Equal("c", Match(Request("/", "x.www.example.com"), routes));
        Assert.Equal("b", Match(Request("/", "example.com"), routes));
        Assert.Equal("a", Match(Request("/", "example.org"), routes));
        Assert.Equal("a", Match(Request("/", ""), routes));
    }

    [Fact]
    public void A_less_specific_host_matches_what_a_more_specific_one_does_not()
    {
        PreciseMatch[] routes = [Prefix("/"), Prefix("/a") with { Hosts = ["www.example.com"] }];

        Assert.Equal("b", Match(Request("/a", "www.example.com"), routes));
        Assert.Equal("a", Match(Request("/b", "www.example.com"), routes));
    }

    [Theory]
    [InlineData("[::1]:8080")]
    [InlineData("[::1]")]
    [InlineData("127.0.0.1:80")]
    [InlineData("a:b:c")]
    [InlineData(":")]
    [InlineData("...")]
    public void An_unusual_host_matches_routes_for_any_host(string host)
        => Assert.Equal("a", Match(Request("/", host), new PreciseMatch(), new PreciseMatch { Hosts = ["*.com"] }));

    [Fact]
    public void A_host_longer_than_any_name_matches_only_routes_for_any_host()
        => Assert.Equal(
            "a", Match(Request("/", new string('A', 300) + ".com"), new PreciseMatch(), new PreciseMatch { Hosts = ["*.com"] }));
}
