using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Operators.Traffic;

/// <summary>
/// Measures the requests of this node by route while an operator watches: it begins with the first page, and ends a minute after the last
/// one, because measuring has a cost.
/// </summary>
internal sealed class LiveTraffic(IMeterFactory meters, TimeProvider time) : IDisposable
{
    /// <summary>The maximum number of routes; the others are counted together.</summary>
    private const int MaximumRoutes = 1000;

    private const string HistogramName = "gatewaykit.request.duration";
    private const string Others = "(other)";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ConcurrentDictionary<string, RouteFigures> _routes = new(StringComparer.Ordinal);
    private MeterListener? _listener;
    private ITimer? _end;
    private DateTimeOffset _since;

    /// <summary>Returns the requests since the first page, by route, the busiest first.</summary>
    public LiveTrafficView Read()
    {
        lock (_lock)
        {
            if (_listener is null)
                Start();
            _end ??= time.CreateTimer(_ => Stop(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _end.Change(s_patience, Timeout.InfiniteTimeSpan);
            return new LiveTrafficView(_since, time.GetUtcNow() - _since, LiveTrafficView.Sorted(
                _routes.Select(route => route.Value.Read(route.Key))));
        }
    }

    public void Dispose()
    {
        Stop();
        _end?.Dispose();
    }

    private void Start()
    {
        var routes = new ConcurrentDictionary<string, RouteFigures>(StringComparer.Ordinal);
        (_routes, _since) = (routes, time.GetUtcNow());
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == HistogramName && instrument.Meter.Name == PluginTelemetry.MeterName
                    && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<double>((_, seconds, tags, _) => Count(routes, seconds, tags));
        _listener.Start();
    }

    private void Stop()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    private static void Count(
        ConcurrentDictionary<string, RouteFigures> routes, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (route, status) = ("", "0xx");
        foreach (var tag in tags)
        {
            if (tag is { Key: "route", Value: string id })
                route = id;
            else if (tag is { Key: "status", Value: string name })
                status = name;
        }

        if (!routes.TryGetValue(route, out var figures))
            figures = routes.GetOrAdd(routes.Count < MaximumRoutes ? route : Others, _ => new RouteFigures());
        figures.Add(status, seconds);
    }
}
