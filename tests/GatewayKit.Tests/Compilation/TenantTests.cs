using System.Collections.Immutable;
using GatewayKit.Compilation;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Testing;
using GatewayKit.Tests.Pipeline;
using GatewayKit.Tests.Runtime.Differential;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Configuration;

namespace GatewayKit.Tests.Compilation;

/// <summary>The plugins of a tenant know only its consumers, and no files of the machine.</summary>
public sealed class TenantTests : IAsyncLifetime
{
    private GatewayTestHost _gateway = null!;

    public async Task InitializeAsync()
        => _gateway = await ProbeHost.StartAsync(
            new Probe(), "routes: {}", setup => setup.WithPlugin<KeyPlugin>().WithPlugin<FilePlugin>().WithPlugin<NamingPlugin>()
                .WithPlugin<FetchingPlugin>());

    public async Task DisposeAsync() => await _gateway.DisposeAsync();

    [Fact]
    public void A_tenant_finds_only_its_own_consumers()
    {
        var consumers = Compile(("alice", "a", "key-1"), ("bob", "b", "key-2"), ("carol", null, "key-3"));

        Assert.True(consumers.Of("a").TryGet("alice", out _));
        Assert.False(consumers.Of("b").TryGet("alice", out _));
        Assert.False(consumers.Of(null).TryGet("alice", out _));
        Assert.True(consumers.Of(null).TryGet("carol", out _));
    }

    [Fact]
    public void A_credential_identifies_a_consumer_of_each_tenant()
    {
        var consumers = Compile(("alice", "a", "same-key"), ("bob", "b", "same-key"));

        Assert.True(consumers.Of("a").TryFind<TraceKey>(CredentialKey.FromSecret("same-key"), out var alice));
        Assert.True(consumers.Of("b").TryFind<TraceKey>(CredentialKey.FromSecret("same-key"), out var bob));
        Assert.Equal(("alice", "bob"), (alice.Consumer.Name, bob.Consumer.Name));
        Assert.False(consumers.Of("c").TryFind<TraceKey>(CredentialKey.FromSecret("same-key"), out _));
        Assert.Single(consumers.Of("a").All<TraceKey>());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("a", "options must not name files, because they belong to a tenant of a shared gateway")]
    public void A_plugin_of_a_tenant_cannot_name_files(string? tenant, string? error)
    {
        var report = _gateway.Services.GetRequiredService<IGatewayConfigChecker>().Check(new GatewayConfig
        {
            Plugins = [new PluginEntry { Name = "file", Tenant = tenant }],
        });

        Assert.Equal(error, report.Shared.SingleOrDefault()?.Message.TrimEnd('.'));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("a", "options.one names a cluster; plugins of a tenant can't use clusters, which can belong to others")]
    public void A_plugin_of_a_tenant_cannot_name_clusters(string? tenant, string? error)
    {
        var report = _gateway.Services.GetRequiredService<IGatewayConfigChecker>().Check(new GatewayConfig
        {
            Plugins = [new PluginEntry { Name = "naming", Tenant = tenant, Options = ConfigNode.FromValue(new { one = "up" }) }],
            Clusters = ImmutableDictionary<string, GatewayCluster>.Empty.Add("up", new GatewayCluster
            {
                Cluster = new ClusterConfig { ClusterId = "up", Destinations = new Dictionary<string, DestinationConfig>() },
            }),
        });

        Assert.Equal(error, report.Shared.SingleOrDefault()?.Message.TrimEnd('.'));
    }

    [Theory]
    [InlineData(false, "options has DefaultHttpClientFactory")]
    [InlineData(true, "options has RemoteHttpClients")]
    public void A_plugin_can_have_clients_that_connect_only_to_other_hosts(bool isRemoteOnly, string error)
    {
        var report = _gateway.Services.GetRequiredService<IGatewayConfigChecker>().Check(new GatewayConfig
        {
            Plugins = [new PluginEntry { Name = "fetching", IsRemoteOnly = isRemoteOnly }],
        });

        Assert.Equal(error, Assert.Single(report.Shared).Message.TrimEnd('.'));
    }

    private ConsumerDirectory Compile(params (string Name, string? Tenant, string Key)[] consumers)
    {
        var errors = new ConfigErrors();
        var config = new GatewayConfig
        {
            Consumers = consumers.ToImmutableDictionary(
                consumer => consumer.Name,
                consumer => new GatewayConsumer
                {
                    Tenant = consumer.Tenant,
                    Credentials = ImmutableDictionary<string, ImmutableArray<ConfigNode>>.Empty
                        .Add("key", [ConfigNode.FromValue(new { key = consumer.Key })]),
                }),
        };
        var snapshot = _gateway.Services.GetRequiredService<SnapshotCompiler>().Compile(
            config, _gateway.Services.GetRequiredService<CurrentSnapshot>().Active.Catalog, null, errors);
        Assert.Empty(errors.Items);
        return snapshot!.Consumers!;
    }
}
