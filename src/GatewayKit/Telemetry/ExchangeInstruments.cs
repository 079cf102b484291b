using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace GatewayKit.Telemetry;

/// <summary>
/// The instruments of exchanges. Meter: <c>GatewayKit</c>. Without a listener, an exchange costs a few checks. Numbers are counted here and
/// read when a listener asks for them, because an addition costs less than a measurement; only histograms measure each exchange.
/// </summary>
internal sealed class ExchangeInstruments
{
    // From 50 µs, because the gateway's own part of an exchange is short.
    private static readonly InstrumentAdvice<double> s_seconds = new()
    {
        HistogramBucketBoundaries =
            [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<long> s_bytes = new()
    {
        HistogramBucketBoundaries = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000],
    };

    // A status in an object, without an allocation for each request.
    private static readonly object[] s_statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly ConcurrentDictionary<string, RouteTraffic> _routes = new(StringComparer.Ordinal);
    private readonly SeriesLimit _series;
    private readonly int _maxRoutes;
    private readonly ConsumerTraffic _consumerTraffic;
    private readonly ObservableCounter<long> _requests;
    private readonly ObservableUpDownCounter<long> _active;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _parts;
    private readonly Histogram<long> _requestSize;
    private readonly Histogram<long> _responseSize;
    private readonly Counter<long> _answers;
    private readonly ObservableCounter<long> _consumers;

    public ExchangeInstruments(IMeterFactory meters, IOptions<GatewayTelemetryOptions> options)
    {
        _consumerTraffic = new ConsumerTraffic(options.Value.ConsumerLimit);
        (_series, _maxRoutes) = (new SeriesLimit(options.Value.SeriesLimit), options.Value.SeriesLimit - 1);
        var meter = meters.Create(PluginTelemetry.MeterName);
        _requests = meter.CreateObservableCounter(
            "gatewaykit.requests", () => _routes.Values.Append(_series.Others).SelectMany(route => route.MeasureRequests()), "{request}",
            "Requests that have ended.");
        _active = meter.CreateObservableUpDownCounter(
            "gatewaykit.requests.active", () => ActiveRoutes().Select(route => route.MeasureActive()), "{request}", "Requests in flight.");
        _duration = meter.CreateHistogram(
            "gatewaykit.request.duration", "s", "Time from the match of the route to the end of the response.", advice: s_seconds);
        _parts = meter.CreateHistogram(
            "gatewaykit.request.part.duration", "s",
            "Time that a request spent in the gateway itself, in plugins, and waiting for the head of the upstream's response.",
            advice: s_seconds);
        _requestSize = meter.CreateHistogram("gatewaykit.request.body.size", "By", "Size of request bodies.", advice: s_bytes);
        _responseSize = meter.CreateHistogram("gatewaykit.response.body.size", "By", "Size of response bodies.", advice: s_bytes);
        _answers = meter.CreateCounter<long>(
            "gatewaykit.plugin.responses", "{request}", "Requests that a plugin answered or rejected.");
        _consumers = meter.CreateObservableCounter(
            "gatewaykit.consumer.requests", _consumerTraffic.Measure, "{request}", "Requests of consumers that have ended.");
    }

    /// <summary>Gets whether a listener is interested in exchanges.</summary>
    public bool AreEnabled
        => _requests.Enabled || _duration.Enabled || _parts.Enabled || _active.Enabled || _responseSize.Enabled || _requestSize.Enabled
            || _answers.Enabled || _consumers.Enabled;

    /// <summary>Returns the traffic of a route, which outlives the route's versions; beyond the limit, that of all other routes.</summary>
    public RouteTraffic Of(string route)
    {
        if (_routes.TryGetValue(route, out var traffic))
            return traffic;

        // One at a time, so that the limit is exact.
        lock (_routes)
        {
            return _routes.TryGetValue(route, out traffic) ? traffic
                : _routes.Count < _maxRoutes ? _routes.GetOrAdd(route, new RouteTraffic(route, _series)) : _series.Others;
        }
    }

    /// <summary>Counts a request that begins.</summary>
    /// <returns>Whether it was counted; then <see cref="End"/> must count its end.</returns>
    public bool Begin(RouteTraffic route)
    {
        if (!_active.Enabled)
            return false;

        route.CountActive(1);
        return true;
    }

    /// <summary>Records a request that has ended.</summary>
    public void End(in ExchangeOutcome outcome, ExchangeMeasurement measurement)
    {
        var route = measurement.Route!;
        if (measurement.IsCounted)
            route.CountActive(-1);
        if (_duration.Enabled)
            _duration.Record(Seconds(measurement.Total), route.TagsOf(outcome.Status));
        if (_parts.Enabled)
            RecordParts(route, measurement);
        if (measurement.RequestBytes > 0)
            _requestSize.Record(measurement.RequestBytes, route.Tags);
        if (measurement.ResponseBytes >= 0)
            _responseSize.Record(measurement.ResponseBytes, route.Tags);
        if (outcome.Plugin is { } plugin)
            _answers.Add(1, new("plugin", plugin), new("route", outcome.Route), new("http.response.status_code", StatusOf(outcome)));
        if (outcome.Consumer is { } consumer && _consumers.Enabled)
            _consumerTraffic.Count(consumer, outcome.Status);
        if (_requests.Enabled)
            Count(route, outcome);
    }

    private static object StatusOf(in ExchangeOutcome outcome) => s_statuses[(uint)outcome.Status < 600 ? outcome.Status : 0];

    private static double Seconds(long ticks) => ticks / (double)Stopwatch.Frequency;

    private IEnumerable<RouteTraffic> ActiveRoutes()
        => _routes.Count < _maxRoutes ? _routes.Values : _routes.Values.Append(_series.Others);

    private void Count(RouteTraffic route, in ExchangeOutcome outcome)
    {
        if (route == _series.Others)
            _series.CountOther(outcome);
        else
            route.Count(outcome);
    }

    private void RecordParts(RouteTraffic route, ExchangeMeasurement measurement)
    {
        _parts.Record(Seconds(measurement.Gateway), route.Gateway);
        if (measurement.HasHooks)
            _parts.Record(Seconds(measurement.Hooks), route.Plugins);
        if (measurement.HasUpstream)
            _parts.Record(Seconds(measurement.Upstream), route.Upstream);
    }
}
