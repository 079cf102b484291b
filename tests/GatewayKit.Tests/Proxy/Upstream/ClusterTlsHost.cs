using GatewayKit.Testing;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Proxy.Upstream;

/// <summary>A gateway with a cluster of one TLS upstream, and the files of its certificates.</summary>
internal sealed class ClusterTlsHost : IAsyncDisposable
{
    private ClusterTlsHost(GatewayTestHost gateway) => Gateway = gateway;

    public GatewayTestHost Gateway { get; }

    /// <param name="upstream">The upstream.</param>
    /// <param name="tls">The settings in YAML.</param>
    /// <param name="more">More settings of the cluster, in flow style.</param>
    /// <param name="setUp">Changes the host.</param>
    public static async Task<ClusterTlsHost> StartAsync(
        TlsUpstream upstream, string tls, string more = "metadata: {}", Action<GatewayTestSetup>? setUp = null)
        => new(await GatewayTestHost.StartAsync(setup =>
        {
            setup.WithConfiguration(Yaml(upstream.Address, tls, more));
            setUp?.Invoke(setup);
        }).WaitAsync(TimeSpan.FromSeconds(60)));

    public static string Yaml(Uri address, string tls, string more = "metadata: {}") => $$"""
        routes:
          all: { clusterId: up, match: { path: "/{**rest}" } }
        clusters:
          up:
            destinations: { one: { address: "{{address}}" } }
            tls: {{tls}}
            {{more}}

        """;

    public async Task<(int Status, string Body)> GetAsync(string path = "/")
    {
        using var response = await Gateway.Client.GetAsync(new Uri(path, UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
