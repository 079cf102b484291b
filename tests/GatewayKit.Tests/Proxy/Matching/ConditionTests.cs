using GatewayKit.Configuration.Matching;
using Microsoft.AspNetCore.Http.Features;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

public sealed class ConditionTests
{
    private static readonly PreciseMatch s_any = new();

    [Theory]
    [InlineData("GET", "GET", true)]
    [InlineData("GET", "HEAD", false)]
    [InlineData("GET", "get", true)]
    [InlineData("DELETE", "Delete", true)]
    [InlineData("PURGE", "purge", false)]
    public void A_method_is_compared_as_the_upstream_gets_it(string condition, string method, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request("/", method: method), s_any with { Method = condition }));

    [Theory]
    [InlineData("version", "two", true)]
    [InlineData("VERSION", "two", true)]
    [InlineData("version", "Two", false)]
    [InlineData("version", "two ", false)]
    [InlineData("other", "two", false)]
    public void The_value_of_a_header_is_compared_exactly_and_its_name_in_any_case(string name, string value, bool isMatch)
        => Assert.Equal(
            isMatch ? "a" : null, Match(Request("/", headers: (name, value)), s_any with { Headers = [Equal("Version", "two")] }));

    [Fact]
    public void A_method_in_lower_case_does_not_avoid_the_route_of_the_method()
        => Assert.Equal("b", Match(Request("/", method: "delete"), s_any, s_any with { Method = "DELETE" }));

    [Fact]
    public void A_WebSocket_in_a_tunnel_matches_as_the_GET_that_the_upstream_gets()
    {
        var http = Request("/", method: "CONNECT");
        http.Features.Set<IHttpExtendedConnectFeature>(new Tunnel());

        Assert.Equal("b", Match(http, s_any, s_any with { Method = "GET" }));
        Assert.Equal("a", Match(Request("/", method: "CONNECT"), s_any, s_any with { Method = "GET" }));
    }

    [Fact]
    public void A_preflight_asks_for_a_method_in_any_case()
    {
        var http = Request("/", method: "OPTIONS", headers: [("Origin", "https://app.test"), ("Access-Control-Request-Method", "put")]);
        var index = GatewayKit.Proxy.Matching.PreciseIndex.Empty
            .Change([], [Endpoint("a", s_any with { Method = "PUT" }, answersPreflights: true)]);

        Assert.Equal("a", index.Match(http));
    }

    [Fact]
    public void Expressions_that_need_too_much_time_end_the_request()
    {
        PreciseMatch[] slow =
        [
            s_any, .. Enumerable.Range(0, 20).Select(i => Regex($"/(?:[ab]*){{300}}{(char)('c' + i)}") with { Position = i }),
        ];

        Assert.Equal("500", Match(Request("/" + new string('a', 8000)), slow));
        Assert.Equal("a", Match(Request("/" + new string('x', 8000)), slow));
    }

    [Fact]
    public void A_repeated_header_has_one_value_with_commas()
    {
        var http = Request("/", headers: [("x", "one"), ("x", "two")]);

        Assert.Equal("b", Match(http, s_any with { Headers = [Equal("x", "one")] }, s_any with { Headers = [Equal("x", "one,two")] }));
        Assert.Null(Match(http, s_any with { Headers = [Equal("x", "one,two,")] }));
        Assert.Null(Match(http, s_any with { Headers = [Equal("x", "one,tw")] }));
        Assert.Equal("a", Match(http, s_any with { Headers = [Like("x", "one,.*")] }));
    }

    [Fact]
    public void Every_condition_must_hold()
    {
        var match = s_any with { Headers = [Equal("x", "1"), Like("y", "[0-9]+")], Query = [Equal("q", "1")], Method = "GET" };

        Assert.Equal("a", Match(Request("/?q=1", headers: [("x", "1"), ("y", "22")]), match));
        Assert.Null(Match(Request("/?q=1", headers: [("x", "1"), ("y", "2a")]), match));
        Assert.Null(Match(Request("/?q=1", headers: ("x", "1")), match));
        Assert.Null(Match(Request("/", headers: [("x", "1"), ("y", "22")]), match));
        Assert.Null(Match(Request("/?q=1", method: "POST", headers: [("x", "1"), ("y", "22")]), match));
    }

    [Theory]
    [InlineData("?animal=whale", true)]
    [InlineData("?x=1&animal=whale&y", true)]
    [InlineData("?animal=whale&animal=dog", true)]
    [InlineData("?animal=dog&animal=whale", false)]
    [InlineData("?animal=Whale", false)]
    [InlineData("?Animal=whale", false)]
    [InlineData("?animal=whale2", false)]
    [InlineData("?animal", false)]
    [InlineData("?", false)]
    [InlineData("", false)]
    [InlineData("?%61nimal=%77hale", true)]
    [InlineData("?animal=whale%", false)]
    [InlineData("?animal=whale%2", false)]
    [InlineData("?&&=&animal=whale", true)]
    public void The_first_value_of_a_query_parameter_is_compared_exactly(string query, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request($"/{query}"), s_any with { Query = [Equal("animal", "whale")] }));

    [Theory]
    [InlineData("?q=a+b", "a b", true)]
    [InlineData("?q=a%20b", "a b", true)]
    [InlineData("?q=a%2Bb", "a+b", true)]
    [InlineData("?q=%C3%A9", "é", true)]
    [InlineData("?q=%C3", "é", false)]
    [InlineData("?q=%zz", "%zz", true)]
    [InlineData("?q=", "", true)]
    [InlineData("?q", "", true)]
    public void A_query_parameter_is_decoded(string query, string value, bool isMatch)
        => Assert.Equal(isMatch ? "a" : null, Match(Request($"/{query}"), s_any with { Query = [Equal("q", value)] }));

    [Fact]
    public void A_query_parameter_can_match_an_expression()
    {
        var match = s_any with { Query = [Like("q", "a [0-9]+")] };

        Assert.Equal("a", Match(Request("/?q=a+12"), match));
        Assert.Null(Match(Request("/?q=a12"), match));
    }

    [Theory]
    [InlineData("canary=always", true)]
    [InlineData("a=b; canary=always", true)]
    [InlineData("a=b;canary=always;c=d", true)]
    [InlineData("canary=never; canary=always", false)]
    [InlineData("xcanary=always", false)]
    [InlineData("Canary=always", false)]
    [InlineData("canary", false)]
    [InlineData(";;=;", false)]
    public void The_first_cookie_with_the_name_is_compared(string cookies, bool isMatch)
        => Assert.Equal(
            isMatch ? "a" : null, Match(Request("/", headers: ("Cookie", cookies)), s_any with { Cookies = [Equal("canary", "always")] }));

    [Fact]
    public void A_preflight_matches_the_requested_method_of_a_route_that_answers_preflights()
    {
        var preflight = Request(
            "/", method: "OPTIONS", headers: [("Origin", "https://app.test"), ("Access-Control-Request-Method", "PUT")]);

        Assert.Equal("a", Answering("PUT").Match(preflight));
        Assert.Null(Answering("GET").Match(preflight));
        Assert.Equal("a", Answering("OPTIONS").Match(preflight));
        Assert.Null(Index(("a", s_any with { Method = "PUT" })).Match(preflight));
        Assert.Null(Answering("PUT").Match(Request("/", method: "OPTIONS", headers: ("Access-Control-Request-Method", "PUT"))));

        static GatewayKit.Proxy.Matching.PreciseIndex Answering(string method) => GatewayKit.Proxy.Matching.PreciseIndex.Empty
            .Change([], [Endpoint("a", s_any with { Method = method }, answersPreflights: true)]);
    }

    private sealed class Tunnel : IHttpExtendedConnectFeature
    {
        public bool IsExtendedConnect => true;

        public string? Protocol => "websocket";

        public ValueTask<Stream> AcceptAsync() => throw new NotSupportedException();
    }
}
