using GatewayKit.Explaining;
using GatewayKit.Tests.Proxy.Matching;
using static GatewayKit.Tests.Proxy.Matching.PreciseLab;

namespace GatewayKit.Tests.Explaining;

/// <summary>The explanation of routes with a precise match.</summary>
public sealed class ExplainPreciseTests
{
    private const string None = "routes: {}";

    [Fact]
    public async Task A_route_of_a_listener_is_explained_with_the_others_of_the_listener()
    {
        await using var gateway = await PreciseGateway.StartAsync(
            None,
            ("orders", Prefix("/orders") with { Listeners = ["web"], Method = "GET" }),
            ("all", Prefix("/") with { Listeners = ["web"] }),
            ("post", Prefix("/orders") with { Listeners = ["web"], Method = "POST" }),
            ("other", Prefix("/orders") with { Listeners = ["web"], Hosts = ["other.test"] }),
            ("elsewhere", Prefix("/orders") with { Listeners = ["second"] }),
            ("unlike", Prefix("/orders/8") with { Listeners = ["web"] }));

        var explanation = await ExplainAsync(gateway, "/orders/7", "web.test");

        Assert.Equal(("orders", "/orders"), (explanation.Route?.Id, explanation.Route?.Path));
        Assert.Equal("orders", explanation.ClusterId);
        Assert.EndsWith("/orders/orders/7", explanation.UpstreamUrl, StringComparison.Ordinal);
        Assert.Equal(
            [("all", null), ("other", "host"), ("post", "method")], explanation.Others.Select(other => (other.Id, other.Mismatch)));
    }

    [Fact]
    public async Task A_route_without_a_listener_is_explained_for_the_hosts_own_addresses()
    {
        await using var gateway = await PreciseGateway.StartAsync(
            """
            routes: { yarp: { clusterId: yarp, match: { path: "/yarp/{**rest}" } } }
            clusters: { yarp: { destinations: { one: { address: "{upstream}" } } } }
            """,
            ("own", Prefix("/")),
            ("web", Prefix("/") with { Listeners = ["web"] }));

        Assert.Equal("yarp", (await ExplainAsync(gateway, "/yarp/1", "any.test")).Route?.Id);
        Assert.Equal("own", (await ExplainAsync(gateway, "/x", "any.test")).Route?.Id);
        Assert.Equal("web", (await ExplainAsync(gateway, "/yarp/1", "web.test")).Route?.Id);
    }

    [Fact]
    public async Task Other_backends_of_a_choice_were_not_picked()
    {
        var match = Prefix("/") with { Choice = "c" };
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", match), ("b", match));

        var explanation = await ExplainAsync(gateway, "/", "any.test");

        Assert.Equal("weight", Assert.Single(explanation.Others).Mismatch);
        Assert.Equal(["a", "b"], explanation.Others.Append(explanation.Route!).Select(route => route.Id).Order());
    }

    [Theory]
    [InlineData(0, 500, "No upstream is configured for this request.")]
    [InlineData(1, 404, "No route matches this request.")]
    public async Task A_request_that_no_route_serves_is_refused(int weight, int status, string reason)
    {
        var match = weight == 0 ? Prefix("/") with { Choice = "c", Weight = 0 } : Prefix("/other");
        await using var gateway = await PreciseGateway.StartAsync(None, ("a", match));

        var explanation = await ExplainAsync(gateway, "/x", "any.test");

        Assert.Equal((status, reason), (explanation.Refused, explanation.Reason));
    }

    private static Task<Explanation> ExplainAsync(PreciseGateway gateway, string target, string host)
        => gateway.Host.ExplainAsync("GET", target, new KeyValuePair<string, string>("Host", host));
}
