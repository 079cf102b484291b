using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Listeners;
using GatewayKit.Configuration.Matching;
using GatewayKit.Proxy.Matching;
using Yarp.ReverseProxy.Configuration;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class PreciseRouteRuleTests
{
    private static readonly GatewayListener s_listener = new() { Port = 80, Protocol = ListenerProtocol.Http };

    private readonly PreciseRouteRule _rule = new();

    public static TheoryData<string, string> Errors => new()
    {
        { "listener", "match.listeners has 'wep'; no listener has this name. Did you mean 'web'? There are: web." },
        { "listener twice", "match.listeners has 'web' twice." },
        { "host", "match.hosts has 'Example.com'; it must be a name such as 'example.com' or '*.example.com', in ASCII and lower case." },
        { "host twice", "match.hosts has 'a.test' twice." },
        { "path", "match.path is 'foo'; it must begin with '/' and have up to 1024 characters." },
        { "slashes", "match.path is '/a//b'; it must not contain '//'." },
        { "dots", "match.path is '/a/..'; it must not end with '/.' or '/..'." },
        { "deep", "match.path has more than 128 elements." },
        { "regex", "match.path is '/a(?=b)', which isn't a valid regular expression: lookarounds, atomic groups" },
        { "method", "match.method is 'G T', which isn't a valid method." },
        { "header", "match.headers has 'a b', which isn't a valid name." },
        { "header twice", "match.headers has 'x' twice." },
        { "header regex", "match.headers has '(' for 'x', which isn't a valid regular expression: " },
        { "query", "match.query has '', which isn't a valid name." },
        { "cookie", "match.cookies has 'a;b', which isn't a valid name." },
        { "conditions", "match.headers has 65 conditions; it can have up to 64." },
        { "weight", "match.weight is -1; it must be between 0 and 1000000." },
        { "yarp", "its YARP match must be PreciseMatch.AnyRequest, because it has a precise match." },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_invalid_match_is_reported_for_its_route(string kind, string message)
    {
        var error = Assert.Single(Check(("bad", RouteOf(kind)), ("good", Route(Prefix("/")))));

        Assert.Equal(ConfigOwner.Route("bad"), error.Owner);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_of_a_choice_must_have_equal_conditions()
    {
        var match = new PreciseMatch { Choice = "c", Headers = [Equal("x", "1")] };
        Assert.Empty(Check(("a", Route(match)), ("b", Route(match with { Weight = 2, Headers = [Equal("x", "1")] }))));

        var errors = Check(("a", Route(match)), ("b", Route(match with { Headers = [Equal("x", "2")] })));

        Assert.Contains(
            errors, error => error.Owner == ConfigOwner.Route("b") && error.Message
                == "match.choice is 'c', but its conditions differ from those of route 'a', which is part of the same choice.");
    }

    [Fact]
    public void A_changed_route_is_compared_with_the_unchanged_ones_of_its_choice()
    {
        var match = new PreciseMatch { Choice = "c" };
        var (a, b) = (Route(match), Route(match));
        Assert.Empty(Check(("a", a), ("b", b)));

        Assert.Single(Check(("a", a), ("b", Route(match with { Method = "GET" }))));
        Assert.Empty(Check(("a", a), ("b", b)));
        Assert.Empty(Check(("a", a), ("b", Route(match with { Choice = "d", Method = "GET" }))));
        Assert.Empty(Check(("a", Route(match with { Method = "PUT" })), ("b", Route(match with { Choice = "d", Method = "GET" }))));
    }

    [Fact]
    public void A_removed_listener_is_an_error_of_unchanged_routes()
    {
        var route = Route(Prefix("/") with { Listeners = ["web"] });
        Assert.Empty(Check(("a", route)));

        var errors = new ConfigErrors();
        _rule.Check(Config([("a", route)]) with { Listeners = ImmutableDictionary<string, GatewayListener>.Empty }, errors);

        Assert.Equal("match.listeners has 'web'; there is no listener.", Assert.Single(errors.Items).Message);
    }

    [Fact]
    public void Routes_of_YARP_are_not_checked() => Assert.Empty(Check(("a", Route(null))));

    private IReadOnlyList<ConfigError> Check(params (string, GatewayRoute)[] routes)
    {
        var errors = new ConfigErrors();
        _rule.Check(Config(routes), errors);
        return errors.Items;
    }

    private static GatewayConfig Config((string Id, GatewayRoute Route)[] routes) => new()
    {
        Routes = routes.ToImmutableDictionary(route => route.Id, route => route.Route, StringComparer.OrdinalIgnoreCase),
        Listeners = ImmutableDictionary.Create<string, GatewayListener>(StringComparer.OrdinalIgnoreCase).Add("web", s_listener),
    };

    private static GatewayRoute Route(PreciseMatch? match)
        => new() { Route = new RouteConfig { RouteId = "r", Match = PreciseMatch.AnyRequest }, Match = match };

    private static GatewayRoute RouteOf(string kind) => kind == "yarp"
        ? new GatewayRoute { Route = new RouteConfig { RouteId = "r", Match = new RouteMatch { Path = "/a" } }, Match = new() }
        : Route(kind switch
        {
            "listener" => new() { Listeners = ["wep"] },
            "listener twice" => new() { Listeners = ["web", "web"] },
            "host" => new() { Hosts = ["Example.com"] },
            "host twice" => new() { Hosts = ["a.test", "a.test"] },
            "path" => Prefix("foo"),
            "slashes" => Exact("/a//b"),
            "dots" => Prefix("/a/.."),
            "deep" => Prefix(string.Concat(Enumerable.Repeat("/a", 129))),
            "regex" => Regex("/a(?=b)"),
            "method" => new() { Method = "G T" },
            "header" => new() { Headers = [Equal("a b", "c")] },
            "header twice" => new() { Headers = [Equal("x", "1"), Equal("X", "1")] },
            "header regex" => new() { Headers = [Like("x", "(")] },
            "query" => new() { Query = [Equal("", "1")] },
            "cookie" => new() { Cookies = [Equal("a;b", "c")] },
            "conditions" => new() { Headers = [.. Enumerable.Range(0, 65).Select(i => Equal($"x{i}", "1"))] },
            _ => new PreciseMatch { Weight = -1 },
        });
}
