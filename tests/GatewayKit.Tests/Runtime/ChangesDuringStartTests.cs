using System.Collections.Immutable;
using System.Net;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Runtime;

public sealed class ChangesDuringStartTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_change_between_the_first_read_and_the_end_of_the_start_takes_effect()
    {
        await using var host = await GatewayTestHost.StartAsync(setup => setup.WithGateway(g => g.LoadFrom(_ => new HastySource())));

        using var late = new CancellationTokenSource(s_patience);
        while ((await host.Client.GetAsync("/second", late.Token)).StatusCode == HttpStatusCode.NotFound)
            await Task.Yield();
    }

    /// <summary>A source that changes as soon as it was read for the first time, and fires only the token that was current then.</summary>
    private sealed class HastySource : IGatewayConfigSource
    {
        private ConfigurationReloadToken _changed = new();
        private string _path = "/first";

        public string Name => "hasty";

        public GatewayConfig? Read(ConfigErrors errors)
        {
            var read = new GatewayConfig
            {
                Routes = ImmutableDictionary<string, GatewayRoute>.Empty.Add(
                    "only", new GatewayRoute { Route = new RouteConfig { RouteId = "only", Match = new RouteMatch { Path = _path } } }),
            };
            if (Interlocked.Exchange(ref _path, "/second") == "/first")
                Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
            return read;
        }

        public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);
    }
}
