using System.Net;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Proxy.Routing;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Tests.Proxy.Routing;

/// <summary>A change builds only the endpoints that it concerns, and a change that concerns none takes effect without a new
/// matcher.</summary>
public sealed class SharedEndpointTests
{
    private const string Other = "other: { clusterId: up, match: { path: /other } }";

    public static TheoryData<string> Properties
        => [.. typeof(RouteConfig).GetProperties().Where(property => property.SetMethod is not null).Select(property => property.Name)];

    [Fact]
    public async Task A_change_of_plugins_takes_effect_on_the_same_table()
    {
        await using var gateway = await StartAsync("one: { clusterId: up, match: { path: /one } }", Other);
        var before = Table(gateway);

        Assert.Empty(await ReloadAsync(gateway, "one: { clusterId: up, match: { path: /one }, plugins: [ { name: token } ] }", Other));

        Assert.Same(before, Table(gateway));
        Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.Client.GetAsync("/one")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/other")).StatusCode);
    }

    [Fact]
    public async Task A_change_of_one_match_builds_one_endpoint()
    {
        await using var gateway = await StartAsync("one: { clusterId: up, match: { path: /one } }", Other);
        var (one, other) = (Model(gateway, "one"), Model(gateway, "other"));

        Assert.Empty(await ReloadAsync(gateway, "one: { clusterId: up, match: { path: /moved } }", Other));

        Assert.NotSame(one, Model(gateway, "one"));
        Assert.Same(other, Model(gateway, "other"));
        Assert.Equal(HttpStatusCode.NotFound, (await gateway.Client.GetAsync("/one")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/moved")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/other")).StatusCode);
    }

    [Fact]
    public async Task A_changed_cluster_builds_the_endpoints_of_its_routes()
    {
        await using var gateway =
            await StartAsync("one: { clusterId: up, match: { path: /one } }", "mine: { clusterId: mine, match: { path: /mine } }");
        var one = Model(gateway, "one");

        Assert.Empty(await gateway.ReloadAsync(Routes("one: { clusterId: up, match: { path: /one } }", "mine: { clusterId: mine, match: { "
            + "path: /mine } }") + Clusters.Replace("{upstream}\" }, two", "{upstream}/changed\" }, two", StringComparison.Ordinal)));

        Assert.Same(one, Model(gateway, "one"));
        Assert.Equal("mine~2", Model(gateway, "mine").Config.ClusterId);
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/mine")).StatusCode);
    }

    [Fact]
    public async Task Routes_without_transforms_of_their_own_share_the_gateways()
    {
        await using var gateway = await StartAsync(
            "one: { clusterId: up, match: { path: /one } }", Other,
            "own: { clusterId: up, match: { path: /own }, transforms: [ { PathPrefix: /x } ] }");

        var one = Model(gateway, "one");
        Assert.Same(one.Transformer, Model(gateway, "other").Transformer);
        Assert.NotSame(one.Transformer, Model(gateway, "own").Transformer);
        Assert.Same(one.Config.Metadata, Model(gateway, "other").Config.Metadata);
    }

    [Fact]
    public async Task A_cluster_with_session_affinity_has_transforms_of_its_own()
    {
        const string Sticky = "  sticky: { destinations: { one: { address: \"{upstream}\" } }, "
            + "sessionAffinity: { enabled: true, policy: Cookie, affinityKeyName: key } }\n";
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(
            Routes("one: { clusterId: up, match: { path: /one } }", "two: { clusterId: sticky, match: { path: /two } }")
                + Clusters + "\n" + Sticky));

        Assert.NotSame(Model(gateway, "one").Transformer, Model(gateway, "two").Transformer);
        using var answer = await gateway.Client.GetAsync("/two");
        Assert.True(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Transforms_of_the_host_are_built_for_each_route()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithGateway(g => g.Proxy.AddTransforms(_ =>
            {
            }))
            .WithConfiguration(Routes("one: { clusterId: up, match: { path: /one } }", Other) + Clusters));

        Assert.NotSame(Model(gateway, "one").Transformer, Model(gateway, "other").Transformer);
    }

    [Fact]
    public async Task A_first_response_hook_reaches_the_responses_of_a_route_that_had_none()
    {
        var probe = new Probe();
        await using var gateway = await ProbeHost.StartAsync(probe, Routes("one: { clusterId: up, match: { path: /one } }"));
        Assert.Empty(await gateway.ReloadAsync(
            Routes("one: { clusterId: up, match: { path: /one }, plugins: [ { name: probe } ] }") + ProbeHost.Cluster));

        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/one")).StatusCode);

        Assert.Contains("probe response 200 Upstream", probe.Events);
    }

    [Fact]
    public async Task Each_change_of_plugins_is_seen_by_every_later_request()
    {
        await using var gateway = await StartAsync("one: { clusterId: up, match: { path: /one } }", Other);
        for (var i = 0; i < 20; i++)
        {
            var isOpen = i % 2 == 0;
            Assert.Empty(await ReloadAsync(
                gateway, $"one: {{ clusterId: up, match: {{ path: /one }}, plugins: [ {(isOpen ? "" : "{ name: token }")} ] }}", Other));
            Assert.Equal(isOpen ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await gateway.Client.GetAsync("/one")).StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Every_property_of_a_route_counts_as_a_change(string property)
    {
        var route = new RouteConfig { RouteId = "a", Match = new RouteMatch { Path = "/a" } };
        var changed = route with { };
        typeof(RouteConfig).GetProperty(property)!.SetValue(changed, Sample(property));

        Assert.False(ConfigContent.IsSame(route, changed));
    }

    private static object Sample(string property) => property switch
    {
        nameof(RouteConfig.Match) => new RouteMatch { Path = "/b" },
        nameof(RouteConfig.Order) => 1,
        nameof(RouteConfig.Timeout) => TimeSpan.FromSeconds(1),
        nameof(RouteConfig.MaxRequestBodySize) => 1L,
        nameof(RouteConfig.Metadata) => new Dictionary<string, string> { ["a"] = "b" },
        nameof(RouteConfig.Transforms) => new[] { new Dictionary<string, string> { ["PathPrefix"] = "/a" } },
        _ => "changed",
    };

    private const string Clusters = """
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
          mine: { destinations: { one: { address: "{upstream}" }, two: { address: "{upstream}" } } }
        """;

    private static string Routes(params IEnumerable<string> routes) => $"routes:\n{string.Concat(routes.Select(route => $"  {route}\n"))}";

    private static Task<GatewayTestHost> StartAsync(params IEnumerable<string> routes) => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<TokenPlugin>().WithConfiguration(Routes(routes) + Clusters));

    private static Task<IReadOnlyList<string>> ReloadAsync(GatewayTestHost gateway, params IEnumerable<string> routes)
        => gateway.ReloadAsync(Routes(routes) + Clusters);

    private static IReadOnlyList<Endpoint> Table(GatewayTestHost gateway) => gateway.Services.GetRequiredService<RouteTable>().Served;

    private static RouteModel Model(GatewayTestHost gateway, string routeId)
        => Table(gateway)
            .Select(endpoint => endpoint.Metadata.GetMetadata<RouteModel>())
            .Single(model => model?.Config.RouteId == routeId)!;
}
