using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Admin.Endpoints;

/// <summary>
/// Counts the requests of the gateway while they are read: measuring has a cost, so the count begins with the first read and
/// ends a minute after the last one.
/// </summary>
internal sealed class RequestFigures(IMeterFactory meters, TimeProvider time) : IDisposable
{
    private const string CounterName = "gatewaykit.requests";
    private const string StatusTag = "http.response.status_code";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly string[] s_classes = ["other", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[s_classes.Length];
    private readonly long[] _last = new long[s_classes.Length];
    private readonly long[] _sums = new long[s_classes.Length];
    private MeterListener? _listener;
    private ITimer? _end;
    private DateTimeOffset _since;

    public RequestCounts Read()
    {
        lock (_lock)
        {
            if (_listener is null)
                Start();
            _end!.Change(s_patience, Timeout.InfiniteTimeSpan);
            Collect();
            var counts = s_classes.Select((name, i) => KeyValuePair.Create(name, _sums[i]))
                .Where(count => count.Value > 0)
                .ToDictionary();
            return new RequestCounts(_since, counts.Values.Sum(), counts);
        }
    }

    public void Dispose() => Stop();

    private void Start()
    {
        _since = time.GetUtcNow();
        _end ??= time.CreateTimer(_ => Stop(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == CounterName && instrument.Meter.Name == PluginTelemetry.MeterName
                    && ReferenceEquals(instrument.Meter.Scope, meters))
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count(count, tags));
        _listener.Start();

        // Another listener may have counted earlier ones.
        Collect();
        Array.Clear(_sums);
    }

    private void Collect()
    {
        Array.Clear(_counts);
        _listener!.RecordObservableInstruments();
        for (var i = 0; i < _counts.Length; i++)
        {
            // The counts of a removed route are released some minutes later.
            _sums[i] += Math.Max(0, _counts[i] - _last[i]);
            _last[i] = _counts[i];
        }
    }

    private void Stop()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
        }
    }

    private void Count(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == StatusTag && tag.Value is int status)
                _counts[status is >= 100 and < 600 ? status / 100 : 0] += count;
        }
    }
}
