using System.Collections.Immutable;
using System.Net;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Runtime;

public sealed class GatewayPublisherTests
{
    [Fact]
    public async Task A_published_configuration_is_active_when_the_publication_has_ended()
    {
        await using var host = await StartAsync();

        Assert.Empty(await PublisherOf(host).PublishAsync(Config(Route("one", host))));

        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/one")).StatusCode);
    }

    [Fact]
    public async Task An_invalid_configuration_is_returned_by_owner_and_neither_logged_nor_active()
    {
        await using var host = await StartAsync();
        var valid = Config(Route("one", host));
        Assert.Empty(await PublisherOf(host).PublishAsync(valid));
        var lines = host.Logs.Lines.Count;

        var errors = await PublisherOf(host).PublishAsync(
            valid with { Routes = valid.Routes.Add("two", Route("two", host, new PluginEntry { Name = "nothing" })) });

        Assert.Equal(ConfigOwner.Route("two"), Assert.Single(errors).Owner);
        Assert.DoesNotContain(host.Logs.Lines.Skip(lines), line => line.Contains("nothing", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/one")).StatusCode);
        Assert.Empty(await host.ReloadAsync("routes: { three: { match: { path: /three } } }"));
    }

    [Fact]
    public async Task An_invalid_value_is_an_error_of_its_owner()
    {
        await using var host = await StartAsync();

        var errors = await PublisherOf(host).PublishAsync(Config(Route("one", host, new PluginEntry { Name = "not a name" })));

        Assert.Equal(ConfigOwner.Route("one"), Assert.Single(errors).Owner);
    }

    [Fact]
    public async Task An_error_in_a_shared_entry_is_an_error_of_every_route_that_shares_it()
    {
        await using var host = await StartAsync();
        var entry = new PluginEntry
        {
            Name = "tally",
            SharedScope = "policy",
            Options = ConfigNode.FromValue(new Dictionary<string, object> { ["unknown"] = 1 }),
        };

        var errors = await PublisherOf(host).PublishAsync(
            Config(Route("one", host, entry), Route("two", host, entry), Route("three", host)));

        Assert.Equal(["one", "two"], errors.Select(error => error.Owner.Id).Distinct().Order());
    }

    [Fact]
    public async Task Unchanged_routes_keep_what_was_compiled_for_them()
    {
        await using var host = await StartAsync();
        var config = Config(Route("one", host), Route("two", host));
        await PublisherOf(host).PublishAsync(config);
        var current = host.Services.GetRequiredService<CurrentSnapshot>();
        var before = current.Active.Routes.Composed.Find("one");

        await PublisherOf(host).PublishAsync(config with { Routes = config.Routes.SetItem("two", Route("two", host)) });

        Assert.Same(before, current.Active.Routes.Composed.Find("one"));
    }

    [Fact]
    public async Task The_gateway_is_not_ready_before_its_conditions_are()
    {
        var condition = new SwitchableCondition();
        await using var host = await GatewayTestHost.StartAsync(
            setup => setup.WithGateway(gateway => gateway.Services.AddSingleton<IReadinessCondition>(condition)));
        var readiness = host.Services.GetRequiredService<Readiness>();
        Assert.False(readiness.IsReady);

        condition.IsReady = true;

        Assert.True(readiness.IsReady);
        Assert.Equal(["switched"], readiness.Remarks);
    }

    private static Task<GatewayTestHost> StartAsync() => GatewayTestHost.StartAsync(setup => setup
        .WithPlugin<TallyPlugin>()
        .WithGateway(gateway =>
        {
            gateway.Services.AddSingleton(services => new GatewayPublisher("published", services));
            gateway.LoadFrom(services => services.GetRequiredService<GatewayPublisher>());
        }));

    private static GatewayPublisher PublisherOf(GatewayTestHost host) => host.Services.GetRequiredService<GatewayPublisher>();

    private static GatewayConfig Config(params GatewayRoute[] routes) => new()
    {
        Routes = new GatewayConfig().Routes.AddRange(routes.Select(route => KeyValuePair.Create(route.Route.RouteId, route))),
        Clusters = new GatewayConfig().Clusters.Add("published", new GatewayCluster
        {
            Cluster = new ClusterConfig
            {
                ClusterId = "published",
                Destinations = new Dictionary<string, DestinationConfig>
                {
                    ["one"] = new() { Address = (string)routes[0].Route.Metadata!["address"] },
                },
            },
        }),
    };

    private static GatewayRoute Route(string id, GatewayTestHost host, params ImmutableArray<PluginEntry> plugins) => new()
    {
        Route = new RouteConfig
        {
            RouteId = id,
            ClusterId = "published",
            Match = new RouteMatch { Path = $"/{id}" },
            Metadata = new Dictionary<string, string> { ["address"] = host.Upstream.Address.ToString() },
        },
        Plugins = plugins,
    };

    private sealed class SwitchableCondition : IReadinessCondition
    {
        public bool IsReady { get; set; }

        public string? Remark => IsReady ? "switched" : null;
    }
}
