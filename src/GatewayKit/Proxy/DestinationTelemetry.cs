using System.Diagnostics.Metrics;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Reports the health of destinations to listeners that ask for it.</summary>
internal sealed class DestinationTelemetry : IHostedService
{
    private readonly CurrentSnapshot _current;
    private readonly Lazy<IProxyStateLookup> _clusters;

    public DestinationTelemetry(CurrentSnapshot current, Lazy<IProxyStateLookup> clusters, IMeterFactory meters)
    {
        (_current, _clusters) = (current, clusters);
        var meter = meters.Create(PluginTelemetry.MeterName);
        meter.CreateObservableGauge(
            "gatewaykit.destination.healthy", Measure, "1", "1 if the health checks allow the destination, otherwise 0.");

        // By cluster, too: the SDK of OpenTelemetry never releases the places of destinations that are gone, and has a limit.
        meter.CreateObservableGauge(
            "gatewaykit.cluster.destinations", () => MeasureClusters(_ => true), "{destination}", "Destinations of the cluster.");
        meter.CreateObservableGauge(
            "gatewaykit.cluster.destinations.healthy", () => MeasureClusters(RequestDestinations.IsHealthy), "{destination}",
            "Destinations of the cluster that the health checks allow.");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> MeasureClusters(Func<DestinationState, bool> isCounted)
        => Clusters().Select(cluster => new Measurement<int>(
            cluster.State.DestinationsState.AllDestinations.Count(isCounted), new KeyValuePair<string, object?>("cluster", cluster.Id)));

    private IEnumerable<(string Id, ClusterState State)> Clusters()
    {
        if (_current.Value is not { } snapshot)
            yield break;

        foreach (var (id, version) in snapshot.ClusterVersions)
        {
            if (_clusters.Value.TryGetCluster(version, out var cluster))
                yield return (id, cluster);
        }
    }

    private IEnumerable<Measurement<int>> Measure()
    {
        foreach (var (id, cluster) in Clusters())
        {
            foreach (var destination in cluster.DestinationsState.AllDestinations)
                yield return new Measurement<int>(
                    RequestDestinations.IsHealthy(destination) ? 1 : 0,
                    new("cluster", id), new KeyValuePair<string, object?>("destination", destination.DestinationId));
        }
    }
}
