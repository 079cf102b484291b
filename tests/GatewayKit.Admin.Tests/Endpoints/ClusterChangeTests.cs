using GatewayKit.Admin.Tests.Support;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Admin.Tests.Endpoints;

public sealed class ClusterChangeTests
{
    [Fact]
    public async Task A_cluster_keeps_its_destinations_while_it_is_replaced()
    {
        var reader = new ReaderOfClusters();
        await using var host = await AdminHost.StartAsync(Shop.Configuration, setup =>
        {
            Shop.UsePlugins(setup);
            setup.WithGateway(gateway => gateway.Services.Insert(0, ServiceDescriptor.Singleton<IConfigChangeListener>(reader)));
        });
        reader.Read = () => host.ReadAsync("/v1/clusters/orders").WaitAsync(AdminHost.Patience).GetAwaiter().GetResult()
            ["destinations"]!.AsArray().Count;

        await host.Gateway.ReloadAsync(Shop.Configuration.Replace("http://127.0.0.1:1", "http://127.0.0.1:2", StringComparison.Ordinal))
            .WaitAsync(AdminHost.Patience);

        Assert.Equal([2], reader.Counts);
    }

    /// <summary>Reads when YARP has the new clusters, and the gateway's new configuration isn't active yet.</summary>
    private sealed class ReaderOfClusters : IConfigChangeListener
    {
        public Func<int>? Read { get; set; }

        public List<int> Counts { get; } = [];

        public void ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
        {
            if (Read is { } read)
                Counts.Add(read());
        }

        public void ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception)
        {
        }

        public void ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
        {
        }

        public void ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception)
        {
        }
    }
}
