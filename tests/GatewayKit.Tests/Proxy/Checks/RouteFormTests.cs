using GatewayKit.Configuration;
using GatewayKit.Tests.Pipeline;

namespace GatewayKit.Tests.Proxy.Checks;

/// <summary>What routing could not take is refused at a reload and at a start, and never disturbs what is served.</summary>
public sealed class RouteFormTests(ReloadedGateway gateway) : IClassFixture<ReloadedGateway>
{
    public static TheoryData<string> BadRoutes { get; } =
    [
        .. RouteForms.BadPaths.Select(path => $"clusterId: up, match: {{ path: '{path}' }}"),
        .. RouteForms.BadHosts.Select(host => $"clusterId: up, match: {{ path: /x, hosts: [good.example, '{host}'] }}"),
        .. RouteForms.BadRoutes,
    ];

    public static TheoryData<string> BadClusters { get; } = [.. RouteForms.BadClusters];

    public static TheoryData<string> GoodRoutes { get; } = [.. RouteForms.GoodRoutes];

    [Theory]
    [MemberData(nameof(BadRoutes))]
    public async Task A_bad_route_is_refused_with_its_place_and_later_files_are_served(string route)
    {
        var errors = await gateway.LoadAsync($"bad: {{ {route} }}");

        Assert.Contains(errors, error => error.StartsWith("test.yaml:3:", StringComparison.Ordinal)
            && error.Contains(": routes.bad: ", StringComparison.Ordinal));
        Assert.Equal((200, 200), await gateway.AskAsync());
    }

    [Theory]
    [MemberData(nameof(BadClusters))]
    public async Task A_bad_cluster_is_refused_with_its_place_and_later_files_are_served(string cluster)
    {
        var errors = await gateway.LoadAsync("", $"bad: {{ {cluster} }}");

        Assert.Contains(errors, error => error.StartsWith("test.yaml:6:", StringComparison.Ordinal)
            && error.Contains(": clusters.bad", StringComparison.Ordinal));
        Assert.Equal((200, 200), await gateway.AskAsync());
    }

    [Theory]
    [MemberData(nameof(GoodRoutes))]
    public async Task A_route_that_routing_takes_is_served(string route)
    {
        Assert.Empty(await gateway.LoadAsync($"good: {{ clusterId: up, {route} }}"));

        Assert.Equal((200, 200), await gateway.AskAsync());
    }

    [Theory]
    [InlineData("match: { path: '/x/{id:intt}' }",
        "match.path is '/x/{id:intt}': 'intt' isn't a constraint; no constraint has this name. Did you mean 'int'?")]
    [InlineData("match: { path: '/x/{id:regex(()}' }",
        "the constraint 'regex(()' of 'id' is invalid: Invalid pattern '(' at offset 1. Not enough )'s.")]
    [InlineData("match: { path: /x, hosts: [\":80\"] }", "match.hosts has ':80': it doesn't have a name; write '*:80' for any name.")]
    [InlineData("match: { path: /x, headers: [ { name: X-A, values: [\"\"] } ] }", "match.headers has an empty value for 'X-A'")]
    public async Task A_start_with_a_bad_route_fails_and_says_why(string route, string reason)
    {
        var refused = await Assert.ThrowsAsync<GatewayConfigException>(
            () => ProbeHost.StartAsync(new Probe(), $"routes: {{ bad: {{ clusterId: up, {route} }} }}"));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
