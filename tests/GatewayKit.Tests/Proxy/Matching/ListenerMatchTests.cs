using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class ListenerMatchTests
{
    private static readonly (string, string?)[] s_isolated =
        [("abc", "abc.foo.example.com"), ("foo", "*.foo.example.com"), ("example", "*.example.com"), ("any", null)];

    private static readonly PreciseIndex s_index = Index(
        ("r-abc", Prefix("/abc") with { Listeners = ["abc"] }),
        ("r-foo", Prefix("/foo") with { Listeners = ["foo"] }),
        ("r-example", Prefix("/example") with { Listeners = ["example"] }),
        ("r-any", Prefix("/any") with { Listeners = ["any"] }),
        ("r-host", Prefix("/host")));

    [Theory]
    [InlineData("bar.com", "any")]
    [InlineData("bar.example.com", "example")]
    [InlineData("bar.foo.example.com", "foo")]
    [InlineData("abc.foo.example.com", "abc")]
    public void A_request_belongs_to_the_listener_with_the_most_specific_host_only(string host, string listener)
        => Assert.All(
            new[] { "any", "example", "foo", "abc" },
            name => Assert.Equal(
                name == listener ? $"r-{name}" : null, s_index.Match(Request($"/{name}", host), new FakeListeners(null, s_isolated))));

    [Fact]
    public void A_request_for_a_host_of_no_listener_matches_nothing()
        => Assert.Null(s_index.Match(Request("/foo", "bar.com"), new FakeListeners(null, s_isolated[..3])));

    [Fact]
    public void Routes_without_listeners_match_only_on_the_addresses_of_the_host()
    {
        Assert.Equal("r-host", s_index.Match(Request("/host")));
        Assert.Null(s_index.Match(Request("/any")));
        Assert.Null(s_index.Match(Request("/host"), new FakeListeners(null, s_isolated)));
    }

    [Fact]
    public void A_listener_without_routes_matches_nothing()
        => Assert.Null(s_index.Match(Request("/any"), new FakeListeners(null, ("unused", null))));

    [Theory]
    [InlineData("any", "bar.com", "r-any")]
    [InlineData("any", "bar.example.com", "421")]
    [InlineData("example", "bar.example.com", null)]
    [InlineData("example", "bar.com", "421")]
    [InlineData("foo", "abc.foo.example.com", "421")]
    public void A_request_for_the_host_of_another_listener_is_misdirected(string handshake, string host, string? result)
        => Assert.Equal(result, s_index.Match(Request("/any", host), new FakeListeners(handshake, s_isolated)));

    [Fact]
    public void A_request_for_a_host_of_no_listener_is_not_misdirected()
        => Assert.Null(s_index.Match(Request("/foo", "bar.com"), new FakeListeners("foo", s_isolated[..3])));

    [Fact]
    public void A_route_of_several_listeners_matches_on_each()
    {
        var index = Index(("a", new PreciseMatch { Listeners = ["one", "two"], Hosts = ["x.test", "*.y.test"] }));

        Assert.Equal("a", index.Match(Request("/", "x.test"), new FakeListeners(null, ("one", null))));
        Assert.Equal("a", index.Match(Request("/", "z.y.test"), new FakeListeners(null, ("two", null))));
        Assert.Null(index.Match(Request("/", "x.test"), new FakeListeners(null, ("three", null))));
    }
}
