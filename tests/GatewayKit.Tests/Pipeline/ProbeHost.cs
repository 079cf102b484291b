using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace GatewayKit.Tests.Pipeline;

/// <summary>Starts gateways with the probe plugins.</summary>
internal static class ProbeHost
{
    public const string Cluster = """
        clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
        """;

    public static Task<GatewayTestHost> StartAsync(Probe probe, string yaml, Action<GatewayTestSetup>? more = null)
        => GatewayTestHost.StartAsync(setup =>
        {
            setup.WithPlugin<ProbePlugin>().WithPlugin<TokenPlugin>()
                .WithGateway(gateway => gateway.Services.AddSingleton(probe))
                .WithConfiguration(yaml + Environment.NewLine + Cluster);
            more?.Invoke(setup);
        }).WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>A route for every path with these plugins.</summary>
    public static string Route(string plugins, string more = "") => $$"""
        routes:
          all:
            clusterId: up
            match: { path: "/{**rest}" }
            {{more}}
            plugins:
        {{string.Join('\n', plugins.Split('\n').Select(line => "      " + line))}}
        """;
}
