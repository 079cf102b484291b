using System.Diagnostics.Metrics;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy;

namespace GatewayKit.Proxy;

/// <summary>Reports the health of destinations to listeners that ask for it.</summary>
internal sealed class DestinationTelemetry : IHostedService
{
    private readonly CurrentSnapshot _current;
    private readonly Lazy<IProxyStateLookup> _clusters;

    public DestinationTelemetry(CurrentSnapshot current, Lazy<IProxyStateLookup> clusters, IMeterFactory meters)
    {
        (_current, _clusters) = (current, clusters);
        meters.Create(PluginTelemetry.MeterName).CreateObservableGauge(
            "gatewaykit.destination.healthy", Measure, "1", "1 if the health checks allow the destination, otherwise 0.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Measure()
    {
        if (_current.Value is not { } snapshot)
            yield break;

        foreach (var (id, version) in snapshot.ClusterVersions)
        {
            if (!_clusters.Value.TryGetCluster(version, out var cluster))
                continue;

            foreach (var destination in cluster.DestinationsState.AllDestinations)
                yield return new Measurement<int>(
                    RequestDestinations.IsHealthy(destination) ? 1 : 0,
                    new("cluster", id), new KeyValuePair<string, object?>("destination", destination.DestinationId));
        }
    }
}
