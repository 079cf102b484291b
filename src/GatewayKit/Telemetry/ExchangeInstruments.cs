using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace GatewayKit.Telemetry;

/// <summary>The instruments of exchanges. Meter: <c>GatewayKit</c>. Without a listener, an exchange costs a few checks.</summary>
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

    private static readonly string[] s_classes = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

    // A status in an object, without an allocation for each request.
    private static readonly object[] s_statuses = [.. Enumerable.Range(0, 600).Select(status => (object)status)];

    private readonly Counter<long> _requests;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _parts;
    private readonly Histogram<long> _requestSize;
    private readonly Histogram<long> _responseSize;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _consumers;
    private readonly ConsumerNames _consumerNames;

    public ExchangeInstruments(IMeterFactory meters, IOptions<GatewayTelemetryOptions> options)
    {
        _consumerNames = new ConsumerNames(options.Value.ConsumerLimit);
        var meter = meters.Create(PluginTelemetry.MeterName);
        _requests = meter.CreateCounter<long>("gatewaykit.requests", "{request}", "Requests that have ended.");
        _active = meter.CreateUpDownCounter<long>("gatewaykit.requests.active", "{request}", "Requests in flight.");
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
        _consumers = meter.CreateCounter<long>("gatewaykit.consumer.requests", "{request}", "Requests of consumers that have ended.");
    }

    /// <summary>Gets whether a listener is interested in exchanges.</summary>
    public bool AreEnabled
        => _requests.Enabled || _duration.Enabled || _parts.Enabled || _active.Enabled || _responseSize.Enabled || _requestSize.Enabled
            || _answers.Enabled || _consumers.Enabled;

    /// <summary>Counts a request that begins.</summary>
    /// <returns>Whether it was counted; then <see cref="End"/> must count its end.</returns>
    public bool Begin(string route)
    {
        if (!_active.Enabled)
            return false;

        _active.Add(1, new KeyValuePair<string, object?>("route", route));
        return true;
    }

    /// <summary>Records a request that has ended.</summary>
    public void End(in ExchangeOutcome outcome, ExchangeMeasurement measurement)
    {
        if (measurement.IsCounted)
            _active.Add(-1, new KeyValuePair<string, object?>("route", outcome.Route));
        if (_requests.Enabled)
            Count(outcome);
        RecordTimes(outcome, measurement);
        if (measurement.RequestBytes > 0)
            _requestSize.Record(measurement.RequestBytes, new KeyValuePair<string, object?>("route", outcome.Route));
        if (measurement.ResponseBytes >= 0)
            _responseSize.Record(measurement.ResponseBytes, new KeyValuePair<string, object?>("route", outcome.Route));
        if (outcome.Plugin is { } plugin)
            _answers.Add(1, new("plugin", plugin), new("route", outcome.Route), new("http.response.status_code", StatusOf(outcome)));
        if (outcome.Consumer is { } consumer && _consumers.Enabled && _consumerNames.Find(consumer) is { } name)
            _consumers.Add(1, new("consumer", name), new KeyValuePair<string, object?>("status", ClassOf(outcome)));
    }

    private static object StatusOf(in ExchangeOutcome outcome) => s_statuses[(uint)outcome.Status < 600 ? outcome.Status : 0];

    private static string ClassOf(in ExchangeOutcome outcome) => s_classes[(uint)outcome.Status < 600 ? outcome.Status / 100 : 0];

    private void Count(in ExchangeOutcome outcome)
    {
        var tags = new TagList
        {
            { "route", outcome.Route },
            { "http.response.status_code", StatusOf(outcome) },
            { "origin", outcome.Origin },
        };
        if (outcome.Cluster is { } cluster)
            tags.Add("cluster", cluster);
        if (outcome.Destination is { } destination)
            tags.Add("destination", destination);
        _requests.Add(1, tags);
    }

    private void RecordTimes(in ExchangeOutcome outcome, ExchangeMeasurement measurement)
    {
        if (_duration.Enabled)
            _duration.Record(
                Seconds(measurement.Total), new("route", outcome.Route), new KeyValuePair<string, object?>("status", ClassOf(outcome)));
        if (!_parts.Enabled)
            return;

        RecordPart(outcome.Route, "gateway", measurement.Gateway);
        if (measurement.HasHooks)
            RecordPart(outcome.Route, "plugins", measurement.Hooks);
        if (measurement.HasUpstream)
            RecordPart(outcome.Route, "upstream", measurement.Upstream);
    }

    private void RecordPart(string route, string part, long ticks)
        => _parts.Record(Seconds(ticks), new("route", route), new KeyValuePair<string, object?>("part", part));

    private static double Seconds(long ticks) => ticks / (double)Stopwatch.Frequency;
}
