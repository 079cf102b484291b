using System.Collections.Immutable;
using System.Globalization;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Compilation;

/// <summary>A change composes only the routes that it touches, and the next configuration shares the others.</summary>
public sealed class SharedRouteTests
{
    [Fact]
    public async Task A_change_of_one_route_keeps_the_objects_of_the_others()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Routes("/one", "/two", "/three")));
        var active = gateway.Services.GetRequiredService<CurrentSnapshot>().Active;
        var config = active.Config with { Routes = active.Config.Routes.SetItem("r1", Route("r1", "/changed")) };

        var next = gateway.Services.GetRequiredService<SnapshotCompiler>().Compile(config, active.Catalog, active, new ConfigErrors())!;

        var (before, after) = (active.Routes.Composed, next.Routes.Composed);
        Assert.True(after.HasNumbersOf(before));
        Assert.Same(before.Find("r0"), after.Find("r0"));
        Assert.NotSame(before.Find("r1"), after.Find("r1"));
        Assert.Same(before.Find("r2"), after.Find("r2"));
    }

    [Fact]
    public async Task Each_version_reports_the_warning_of_an_unchanged_route()
    {
        const string Silent = "  silent: { match: { path: /silent } }\n";
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup.WithConfiguration(Routes("/one", "/two") + Silent));
        var compiler = gateway.Services.GetRequiredService<SnapshotCompiler>();
        var active = gateway.Services.GetRequiredService<CurrentSnapshot>().Active;
        for (var change = 0; change < 3; change++)
        {
            var errors = new ConfigErrors();
            var config = active.Config with { Routes = active.Config.Routes.SetItem("r0", Route("r0", $"/v{change}")) };

            var next = compiler.Compile(config, active.Catalog, active, errors)!;

            Assert.Contains("routes.silent", Assert.Single(errors.Warnings).Where, StringComparison.Ordinal);
            active = next;
        }
    }

    [Fact]
    public void Changes_compose_what_a_start_with_the_last_configuration_composes()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var (config, composed) = (new GatewayConfig(), ComposedRoutes.Empty);
            for (var change = 0; change < 20; change++)
            {
                var next = config with { Routes = Edited(config.Routes, random) };
                composed = Compose(composed, RouteChanges.Between(change == 0 ? null : config.Routes, next), next);
                config = next;

                Assert.Equal(config.Routes.Count, composed.Count);
                Assert.Equal(config.Routes.Count, composed.All.Count());
                Assert.All(config.Routes, route => Assert.Same(route.Value, composed.Find(route.Key)!.Source));
                Assert.Equal(config.Routes.Count(route => route.Value.Paths is not null), composed.WithPaths);
                Assert.All(config.Routes, route =>
                {
                    Assert.True(composed.TryGetNumber(route.Key, out var number));
                    Assert.Same(composed.Find(route.Key), composed.ByNumber[number]);
                });
            }
        }
    }

    private static ComposedRoutes Compose(ComposedRoutes before, RouteChanges changes, GatewayConfig config)
        => new RouteComposer(CompiledEntries.None).Compose(config, changes, before);

    private static ImmutableDictionary<string, GatewayRoute> Edited(ImmutableDictionary<string, GatewayRoute> routes, Random random)
    {
        for (var edit = random.Next(1, 6); edit > 0; edit--)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{random.Next(12)}");
            routes = random.Next(3) == 0 ? routes.Remove(id) : routes.SetItem(id, Route(id, "/x") with
            {
                Paths = random.Next(3) == 0 ? new PathRules() : null,
            });
        }

        return routes;
    }

    private static GatewayRoute Route(string id, string path)
        => new() { Route = new RouteConfig { RouteId = id, ClusterId = "up", Match = new RouteMatch { Path = path } } };

    private static string Routes(params string[] paths)
        => "clusters: { up: { destinations: { one: { address: \"{upstream}\" } } } }\nroutes:\n"
            + string.Concat(paths.Select((path, i) => $"  r{i}: {{ clusterId: up, match: {{ path: {path} }} }}\n"));
}
