using System.Diagnostics.Metrics;
using GatewayKit.Compilation;
using GatewayKit.Proxy.Resilience;
using GatewayKit.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Model;

namespace GatewayKit.Proxy;

/// <summary>Reports the health of destinations to listeners that ask for it, up to a limit of destinations.</summary>
internal sealed partial class DestinationTelemetry : IHostedService, IDisposable
{
    private readonly CurrentSnapshot _current;
    private readonly KeptClusters _clusters;
    private readonly IMeterFactory _meters;
    private readonly MeterRenewal _renewal;
    private readonly int _limit;
    private readonly ILogger _logger;

    /// <summary>The destinations that have a series, with those that are gone, whose places the SDK of OpenTelemetry never
    /// releases.</summary>
    private readonly HashSet<(string Cluster, string Destination)> _places = [];

    private Meter _ofDestinations;
    private int _unmeasured;
    private bool _isReported;
    private volatile bool _isStarted;

    public DestinationTelemetry(
        CurrentSnapshot current, KeptClusters clusters, IMeterFactory meters, IOptions<GatewayTelemetryOptions> options,
        TimeProvider time, ILogger<DestinationTelemetry> logger)
    {
        (_current, _clusters, _meters, _logger) = (current, clusters, meters, logger);
        (_renewal, _limit) = (new MeterRenewal(time), options.Value.SeriesLimit);
        _ofDestinations = CreateOfDestinations();
        var meter = meters.Create(PluginTelemetry.MeterName);
        meter.CreateObservableGauge(
            "gatewaykit.destinations.unmeasured", () => Volatile.Read(ref _unmeasured), "{destination}",
            "Destinations beyond the limit, whose health isn't measured.");

        // By cluster, too, which has no such limit.
        meter.CreateObservableGauge(
            "gatewaykit.cluster.destinations", () => MeasureClusters(_ => true), "{destination}", "Destinations of the cluster.");
        meter.CreateObservableGauge(
            "gatewaykit.cluster.destinations.healthy", () => MeasureClusters(RequestDestinations.IsHealthy), "{destination}",
            "Destinations of the cluster that the health checks allow.");
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A listener can ask for the figures of a host that never runs, or that is being disposed.
        _clusters.Open();
        _isStarted = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _ofDestinations.Dispose();

    /// <summary>Creates the meter that can be replaced.</summary>
    private Meter CreateOfDestinations()
    {
        var meter = new Meter(new MeterOptions(PluginTelemetry.MeterName) { Scope = _meters });
        meter.CreateObservableGauge(
            "gatewaykit.destination.healthy", Measure, "1", "1 if the health checks allow the destination, otherwise 0.");
        return meter;
    }

    private IEnumerable<Measurement<int>> MeasureClusters(Func<DestinationState, bool> isCounted)
        => Clusters().Select(cluster => new Measurement<int>(
            cluster.State.DestinationsState.AllDestinations.Count(isCounted), new KeyValuePair<string, object?>("cluster", cluster.Id)));

    private IEnumerable<(string Id, ClusterState State)> Clusters()
    {
        if (!_isStarted || _current.Value is not { } snapshot)
            yield break;

        foreach (var (id, version) in snapshot.ClusterVersions)
        {
            if (_clusters.Find(snapshot, version) is { } cluster)
                yield return (id, cluster);
        }
    }

    private List<Measurement<int>> Measure()
    {
        lock (_places)
        {
            var (measured, unmeasured) = (new List<Measurement<int>>(), 0);
            foreach (var (id, cluster) in Clusters())
            {
                foreach (var destination in cluster.DestinationsState.AllDestinations)
                {
                    if (HasPlace((id, destination.DestinationId)))
                        measured.Add(new(
                            RequestDestinations.IsHealthy(destination) ? 1 : 0,
                            new("cluster", id), new KeyValuePair<string, object?>("destination", destination.DestinationId)));
                    else
                        unmeasured++;
                }
            }

            Report(measured.Count, unmeasured);
            return measured;
        }
    }

    private bool HasPlace((string Cluster, string Destination) destination)
        => _places.Contains(destination) || (_places.Count < _limit && _places.Add(destination));

    private void Report(int measured, int unmeasured)
    {
        Volatile.Write(ref _unmeasured, unmeasured);
        if (unmeasured > 0 && !_isReported)
            LogUnmeasured(unmeasured, _limit);
        _isReported = unmeasured > 0;

        // A quarter of the places or more belongs to destinations that are gone.
        if (unmeasured > 0 && _places.Count - measured >= _limit / 4)
            _renewal.Try(Renew);
    }

    private bool Renew()
    {
        // The old one first: as long as it exists, the SDK takes the new one for the same.
        _ofDestinations.Dispose();
        lock (_places)
            _places.Clear();
        _ofDestinations = CreateOfDestinations();
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The metric gatewaykit.destination.healthy has no place for {Count} destinations, because it has a limit of {Limit}. The metrics "
        + "of clusters count them. SeriesLimit raises the limit.")]
    private partial void LogUnmeasured(int count, int limit);
}
