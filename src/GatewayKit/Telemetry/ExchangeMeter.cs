using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>The instruments whose measurements have a route. They can be replaced together, so they have a meter of their own.</summary>
internal sealed class ExchangeMeter : IDisposable
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

    private readonly Meter _meter;

    /// <param name="meters">The factory, which stands for the host in the scope of the meter.</param>
    /// <param name="routes">The numbers that a listener reads.</param>
    public ExchangeMeter(IMeterFactory meters, TrafficOfRoutes routes)
    {
        // Not of the factory, which would return the same meter again.
        _meter = new Meter(new MeterOptions(PluginTelemetry.MeterName) { Scope = meters });
        Requests = _meter.CreateObservableCounter(
            "gatewaykit.requests", routes.MeasureRequests, "{request}", "Requests that have ended.");
        Active = _meter.CreateObservableUpDownCounter(
            "gatewaykit.requests.active", routes.MeasureActive, "{request}", "Requests in flight.");
        Duration = _meter.CreateHistogram(
            "gatewaykit.request.duration", "s", "Time from the match of the route to the end of the response.", advice: s_seconds);
        Parts = _meter.CreateHistogram(
            "gatewaykit.request.part.duration", "s",
            "Time that a request spent in the gateway itself, in plugins, and waiting for the head of the upstream's response.",
            advice: s_seconds);
        RequestSize = _meter.CreateHistogram("gatewaykit.request.body.size", "By", "Size of request bodies.", advice: s_bytes);
        ResponseSize = _meter.CreateHistogram("gatewaykit.response.body.size", "By", "Size of response bodies.", advice: s_bytes);
        Answers = _meter.CreateCounter<long>(
            "gatewaykit.plugin.responses", "{request}", "Requests that a plugin answered or rejected.");
    }

    public ObservableCounter<long> Requests { get; }

    public ObservableUpDownCounter<long> Active { get; }

    public Histogram<double> Duration { get; }

    public Histogram<double> Parts { get; }

    public Histogram<long> RequestSize { get; }

    public Histogram<long> ResponseSize { get; }

    public Counter<long> Answers { get; }

    /// <summary>Gets whether a listener is interested in one of them.</summary>
    public bool AreEnabled
        => Requests.Enabled || Duration.Enabled || Parts.Enabled || Active.Enabled || ResponseSize.Enabled || RequestSize.Enabled
            || Answers.Enabled;

    public void Dispose() => _meter.Dispose();
}
