using GatewayKit.Configuration;
using GatewayKit.Configuration.Matching;
using Microsoft.Extensions.DependencyInjection;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Proxy.Matching;

/// <summary>Routes with a precise match in a running gateway.</summary>
public sealed class PreciseRoutingTests
{
    private const string None = "routes: {}";

    private const string Yarp = """
        routes:
          yarp: { clusterId: yarp, match: { path: "/yarp/{**rest}" } }
          get: { clusterId: yarp, match: { path: /get, methods: [GET] } }
        clusters:
          yarp: { destinations: { one: { address: "{upstream}/yarp-cluster" } } }
        """;

    [Fact]
    public async Task A_request_of_a_listener_reaches_the_route_of_the_listener()
    {
        await using var gateway = await PreciseGateway.StartAsync(
            None,
            ("a", Prefix("/") with { Listeners = ["web"] }),
            ("b", Prefix("/b") with { Listeners = ["web", "other"] }),
            ("c", Prefix("/c") with { Listeners = ["other"], Hosts = ["c.test"] }));

        Assert.Equal("a", await gateway.GetAsync("/c", "web"));
        Assert.Equal("b", await gateway.GetAsync("/b/x", "web"));
        Assert.Equal("b", await gateway.GetAsync("/b/x", "other"));
        Assert.Equal("c", await gateway.GetAsync("/c", "other", "C.test"));
        Assert.Equal("404", await gateway.GetAsync("/c", "other"));
        Assert.Equal("404", await gateway.GetAsync("/", "unused"));
        Assert.Equal("404", await gateway.GetAsync("/"));
    }

    [Fact]
    public async Task A_request_of_a_listener_does_not_reach_routes_of_YARP()
    {
        await using var gateway = await PreciseGateway.StartAsync(Yarp, ("a", Prefix("/a") with { Listeners = ["web"] }));

        Assert.Equal("404", await gateway.GetAsync("/yarp", "web"));
        Assert.Equal("yarp-cluster", await gateway.GetAsync("/yarp"));
    }

    [Fact]
    public async Task On_the_hosts_addresses_the_routes_of_YARP_come_before_those_without_listeners()
    {
        await using var gateway = await PreciseGateway.StartAsync(Yarp, ("a", Prefix("/")), ("b", Exact("/yarp/exact")));

        Assert.Equal("yarp-cluster", await gateway.GetAsync("/yarp/exact"));
        Assert.Equal("yarp-cluster", await gateway.GetAsync("/get"));
        Assert.Equal("a", await gateway.GetAsync("/get", method: HttpMethod.Post));
        Assert.Equal("a", await gateway.GetAsync("/Yarp2"));
        Assert.Equal("404", await gateway.GetAsync("/", "web"));
    }

    [Fact]
    public async Task A_problem_document_answers_a_request_that_no_route_matches()
    {
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", Prefix("/a")));

        using var response = await gateway.Host.Client.GetAsync("/b").WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("No route matches this request.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_without_weight_answers_500()
    {
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", Prefix("/") with { Choice = "c", Weight = 0 }));

        Assert.Equal("500", await gateway.GetAsync("/"));
    }

    [Fact]
    public async Task A_choice_shares_requests_by_weight()
    {
        var match = Prefix("/") with { Choice = "c" };
        await using var gateway = await PreciseGateway.StartAsync(
            None, ("a", match with { Weight = 3 }), ("b", match with { Weight = 1 }), ("c", match with { Weight = 0 }));

        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 40; i++)
        {
            var route = await gateway.GetAsync("/");
            counts[route] = counts.GetValueOrDefault(route) + 1;
        }

        Assert.Equal(["a", "b"], counts.Keys.Order());
        Assert.InRange(counts["a"], 28, 32);
    }

    [Fact]
    public async Task A_change_of_a_match_takes_effect_and_builds_one_endpoint()
    {
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", Prefix("/a")), ("b", Prefix("/b")));
        var (a, b) = (gateway.Endpoint("a"), gateway.Endpoint("b"));

        Assert.Empty(await gateway.UpdateAsync(("a", Prefix("/moved")), ("b", Prefix("/b"))));

        Assert.NotSame(a, gateway.Endpoint("a"));
        Assert.Same(b, gateway.Endpoint("b"));
        Assert.Equal("404", await gateway.GetAsync("/a"));
        Assert.Equal("a", await gateway.GetAsync("/moved"));
        Assert.Equal("b", await gateway.GetAsync("/b"));
    }

    [Fact]
    public async Task Added_and_removed_routes_take_effect()
    {
        await using var gateway = await PreciseGateway.StartAsync(Yarp, ("a", Prefix("/a")));

        Assert.Empty(await gateway.UpdateAsync(("b", Prefix("/a/b") with { Headers = [] })));

        Assert.Equal("404", await gateway.GetAsync("/a"));
        Assert.Equal("b", await gateway.GetAsync("/a/b"));
        Assert.Equal("yarp-cluster", await gateway.GetAsync("/yarp"));
    }

    [Fact]
    public async Task An_invalid_match_leaves_the_active_routes()
    {
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", Prefix("/a")));

        var errors = await gateway.UpdateAsync(("a", Regex("/a(")), ("b", Prefix("/b") with { Listeners = ["unknown"] }));

        Assert.Equal(2, errors.Count);
        Assert.Contains(errors, error => error.Contains("routes.a: match.path is '/a('", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("routes.b: match.listeners has 'unknown'", StringComparison.Ordinal));
        Assert.Equal("a", await gateway.GetAsync("/a"));
    }

    [Fact]
    public async Task Plugins_see_the_match_of_the_route()
    {
        await using var gateway = await PreciseGateway.StartAsync(
            None,
            ("prefix", Prefix("/a/{x}/") with { Hosts = ["a.test"], Method = "GET" }),
            ("exact", Exact("/a")),
            ("regex", Regex("/[a-z]")));
        var routes = gateway.Host.Services.GetRequiredService<GatewayKit.Compilation.CurrentSnapshot>().Active.Routes;

        var info = routes["prefix"].Info;
        Assert.Equal("/a/{{x}}/{**rest}", info.Path);
        Assert.Equal(["a.test"], info.Hosts);
        Assert.Equal(["GET"], info.Methods);
        Assert.Equal("/a", routes["exact"].Info.Path);
        Assert.Equal("/{**rest}", routes["regex"].Info.Path);
        Assert.Empty(routes["regex"].Info.Methods);
    }

    [Fact]
    public async Task The_edge_checks_the_path_before_the_route_gets_the_request()
    {
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", Prefix("/a")));

        Assert.Equal("400", await gateway.GetAsync("/a/b;c=d"));
    }

    [Fact]
    public async Task Explaining_a_request_finds_routes_of_both_kinds()
    {
        await using var gateway = await PreciseGateway.StartAsync(Yarp, ("a", Prefix("/")), ("b", Prefix("/")));

        Assert.Equal("yarp", (await gateway.Host.ExplainAsync("GET", "/yarp/x")).Route?.Id);
        Assert.Equal("a", (await gateway.Host.ExplainAsync("GET", "/other")).Route?.Id);
        Assert.Empty(gateway.Host.Pipeline("a"));
    }

    [Fact]
    public async Task Exceptions_for_paths_do_not_compare_precise_routes_with_others()
    {
        await using var gateway = await PreciseGateway.StartAsync(None);
        var open = PreciseGateway.Route("open", Prefix("/open")) with { Paths = new PathRules { Parameters = PathHandling.Keep } };

        Assert.Empty(await gateway.UpdateAsync([("open", open), ("other", PreciseGateway.Route("other", Prefix("/other")))]));

        Assert.Equal("open", await gateway.GetAsync("/open/b;c=d"));
        Assert.Equal("400", await gateway.GetAsync("/other/b;c=d"));
    }
}
