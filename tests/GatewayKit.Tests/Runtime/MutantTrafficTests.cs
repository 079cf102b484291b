using System.Collections.Immutable;
using GatewayKit.Configuration;
using GatewayKit.Testing;
using GatewayKit.Tests.Configuration;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Runtime;

public sealed class MutantTrafficTests
{
    private static readonly int s_mutants = Cases.Of(400);

    private const string Valid = """
        {
          "plugins": [ { "name": "probe", "id": "a", "stage": "traffic", "enabled": true, "timeout": "5s", "onError": "continue", "options": { "name": "a" } } ],
          "routes": {
            "orders": {
              "clusterId": "orders", "order": 1, "metadata": { "a": "b" }, "match": { "path": "/orders/{**rest}", "methods": ["GET"] },
              "transforms": [ { "pathRemovePrefix": "/orders" } ], "authentication": "any", "paths": { "encodedSlash": "keep" },
              "plugins": [ { "name": "token", "options": { "header": "X-Token" } } ]
            }
          },
          "clusters": { "orders": { "destinations": { "one": { "address": "http://127.0.0.1:1" } }, "httpRequest": { "version": "2" }, "plugins": [] } },
          "groups": { "gold": { "plugins": [ { "name": "probe", "options": { "name": "gold" } } ] } },
          "consumers": { "alice": { "groups": ["gold"], "plugins": [] } },
          "paths": { "parameters": "keep" }, "trustedProxies": ["10.0.0.0/8"], "shutdown": { "drainDelay": "5s" }
        }
        """;

    [Fact]
    [Trait("Cases", "Generated")]
    public async Task Mutants_of_a_configuration_are_refused_with_a_place_or_accepted_and_traffic_is_undisturbed()
    {
        await using var gateway = await GatewayTestHost.StartAsync(setup => setup
            .WithPlugin<ProbePlugin>().WithPlugin<TokenPlugin>().WithPlugin<TextPlugin>()
            .WithGateway(g => g.Services.AddSingleton(new Probe()))
            .WithGateway(g => g.AddConfig(Steady()))
            .WithConfiguration(Valid));
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; count == 0 || !stop.IsCancellationRequested; count++)
            {
                using var response = await gateway.Client.GetAsync("/steady");
                Assert.Equal("text", await response.Content.ReadAsStringAsync());
            }

            return count;
        })).ToArray();

        var accepted = 0;
        foreach (var mutant in JsonMutants.Of(Valid, s_mutants))
        {
            var errors = await gateway.ReloadAsync(mutant);
            accepted += errors.Count == 0 ? 1 : 0;
            Assert.All(errors, error => Assert.Contains(':', error));
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(load).WaitAsync(TimeSpan.FromSeconds(60)), count => Assert.True(count > 0));
        Assert.InRange(accepted, 1, s_mutants - 1);
    }

    private static GatewayConfig Steady() => new()
    {
        Routes = ImmutableDictionary<string, GatewayRoute>.Empty.Add("steady", new GatewayRoute
        {
            Route = new RouteConfig { RouteId = "steady", Match = new RouteMatch { Path = "/steady" }, Order = int.MinValue },
            Plugins = [new PluginEntry { Name = "text", Stage = PluginStage.Diagnostics }],
        }),
    };
}
