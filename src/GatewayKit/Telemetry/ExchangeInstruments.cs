using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace GatewayKit.Telemetry;

/// <summary>
/// The instruments of exchanges. Meter: <c>GatewayKit</c>. Without a listener, an exchange costs a few checks. Numbers are counted here and
/// read when a listener asks for them, because an addition costs less than a measurement; only histograms measure each exchange.
/// </summary>
internal sealed class ExchangeInstruments : IDisposable
{
    // A status in an object, without an allocation for each request.
    private static readonly object[] s_statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly IMeterFactory _meters;
    private readonly MeterRenewal _renewal;
    private readonly TrafficOfRoutes _routes;
    private readonly int _worthwhile;
    private readonly ConsumerTraffic _consumerTraffic;
    private readonly ObservableCounter<long> _consumers;
    private volatile ExchangeMeter _meter;
    private volatile bool _isRenewing;

    public ExchangeInstruments(IMeterFactory meters, IOptions<GatewayTelemetryOptions> options, TimeProvider time)
    {
        _meters = meters;
        _renewal = new MeterRenewal(time);
        _routes = new TrafficOfRoutes(options.Value.SeriesLimit, time, () => _renewal.Try(Renew));
        _worthwhile = options.Value.SeriesLimit / 4;
        _meter = new ExchangeMeter(meters, _routes);
        _consumerTraffic = new ConsumerTraffic(options.Value.ConsumerLimit);
        _consumers = meters.Create(PluginTelemetry.MeterName).CreateObservableCounter(
            "gatewaykit.consumer.requests", _consumerTraffic.Measure, "{request}", "Requests of consumers that have ended.");
    }

    /// <summary>Gets whether a listener is interested in exchanges.</summary>
    public bool AreEnabled => _meter.AreEnabled || _consumers.Enabled || _isRenewing;

    /// <summary>Returns the traffic of a route, which outlives the route's versions; beyond the limit, that of all other routes.</summary>
    public RouteTraffic Of(string route) => _routes.Of(route);

    /// <summary>Returns whether a traffic is that of routes beyond the limit.</summary>
    public bool IsOther(RouteTraffic traffic) => _routes.IsOther(traffic);

    /// <summary>Keeps the series of the routes of a configuration.</summary>
    public void Keep(Func<string, bool> isConfigured) => _routes.Keep(isConfigured);

    /// <summary>Counts a request that begins.</summary>
    /// <returns>Whether it was counted; then <see cref="End"/> must count its end.</returns>
    public bool Begin(RouteTraffic route)
    {
        if (!_meter.Active.Enabled && !_isRenewing)
            return false;

        route.CountActive(1);
        return true;
    }

    /// <summary>Records a request that has ended.</summary>
    public void End(in ExchangeOutcome outcome, ExchangeMeasurement measurement)
    {
        var route = measurement.Route!;
        var meter = _meter;
        if (measurement.IsCounted)
            route.CountActive(-1);
        if (meter.Duration.Enabled)
            meter.Duration.Record(Seconds(measurement.Total), route.TagsOf(outcome.Status));
        if (meter.Parts.Enabled)
            RecordParts(meter.Parts, route, measurement);
        if (measurement.RequestBytes > 0)
            meter.RequestSize.Record(measurement.RequestBytes, route.Tags);
        if (measurement.ResponseBytes >= 0)
            meter.ResponseSize.Record(measurement.ResponseBytes, route.Tags);
        if (outcome.Plugin is { } plugin)
            meter.Answers.Add(1, new("plugin", plugin), new("route", outcome.Route), new("http.response.status_code", StatusOf(outcome)));
        if (outcome.Consumer is { } consumer && _consumers.Enabled)
            _consumerTraffic.Count(consumer, outcome.Status);
        if (meter.Requests.Enabled || _isRenewing)
            _routes.Count(route, outcome);
    }

    public void Dispose() => _meter.Dispose();

    private static object StatusOf(in ExchangeOutcome outcome) => s_statuses[(uint)outcome.Status < 600 ? outcome.Status : 0];

    private static double Seconds(long ticks) => ticks / (double)Stopwatch.Frequency;

    private static void RecordParts(Histogram<double> parts, RouteTraffic route, ExchangeMeasurement measurement)
    {
        parts.Record(Seconds(measurement.Gateway), route.Gateway);
        if (measurement.HasHooks)
            parts.Record(Seconds(measurement.Hooks), route.Plugins);
        if (measurement.HasUpstream)
            parts.Record(Seconds(measurement.Upstream), route.Upstream);
    }

    /// <summary>Replaces the meter, if a quarter of the places or more belongs to series that are released.</summary>
    private bool Renew()
    {
        if (_routes.ReleaseIdle() < _worthwhile)
            return false;

        // The old one first: as long as it exists, the SDK takes the new one for the same.
        _isRenewing = true;
        _meter.Dispose();
        _meter = new ExchangeMeter(_meters, _routes);
        _isRenewing = false;
        _routes.Restart();
        return true;
    }
}
