using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>
/// The requests of one route, and the tags of its measurements, which are built once. Counters are read when a listener asks for them:
/// a request only adds one to a number.
/// </summary>
internal sealed class RouteTraffic
{
    private static readonly string[] s_classes = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private readonly ConcurrentDictionary<(int Status, string Origin, string? Cluster), OutcomeCounter> _outcomes = new(1, 3);
    private readonly KeyValuePair<string, object?>[][] _classes;
    private readonly StripedCounter _active = new();
    private readonly SeriesLimit? _series;
    private readonly TimeProvider _time;
    private readonly long _created;
    private OutcomeCounter? _last;
    private volatile bool _isReleased;

    /// <param name="route">The id of the route.</param>
    /// <param name="series">The limit of its series; null for the requests beyond it, whose outcomes are folded.</param>
    /// <param name="time">The clock.</param>
    public RouteTraffic(string route, SeriesLimit? series, TimeProvider time)
    {
        (_series, _time, _created) = (series, time, time.GetTimestamp());
        var tag = new KeyValuePair<string, object?>("route", route);
        Tags = [tag];
        _classes = [.. s_classes.Select(name => (KeyValuePair<string, object?>[])[tag, new("status", name)])];
        (Gateway, Plugins, Upstream) = (PartOf("gateway"), PartOf("plugins"), PartOf("upstream"));

        KeyValuePair<string, object?>[] PartOf(string part) => [tag, new("part", part)];
    }

    /// <summary>The time at which the route was removed from the configuration; null if it wasn't.</summary>
    public long? RemovedAt { get; set; }

    /// <summary>Whether the series are released, so that a request of the route needs other ones.</summary>
    public bool IsReleased => _isReleased;

    /// <summary>Whether requests are in flight.</summary>
    public bool IsActive => _active.Read() != 0;

    /// <summary>The number of series of requests that have ended.</summary>
    public int Series => _outcomes.Count;

    /// <summary>The tag of the route.</summary>
    public KeyValuePair<string, object?>[] Tags { get; }

    /// <summary>The tags of the time in the gateway itself.</summary>
    public KeyValuePair<string, object?>[] Gateway { get; }

    /// <summary>The tags of the time in plugins.</summary>
    public KeyValuePair<string, object?>[] Plugins { get; }

    /// <summary>The tags of the time of upstreams.</summary>
    public KeyValuePair<string, object?>[] Upstream { get; }

    /// <summary>Returns the name of a class of statuses, such as <c>2xx</c>.</summary>
    public static string ClassOf(int status) => s_classes[IndexOf(status)];

    /// <summary>Returns the tags of the route and a class of statuses.</summary>
    public KeyValuePair<string, object?>[] TagsOf(int status) => _classes[IndexOf(status)];

    /// <summary>A request began (1) or ended (-1).</summary>
    public void CountActive(int change) => _active.Add(change);

    /// <summary>Counts a request that has ended.</summary>
    public void Count(in ExchangeOutcome outcome)
    {
        // Most requests of a route end in the same way.
        var counter = _last;
        if (counter is null || !counter.IsOf(outcome))
        {
            counter = Find(outcome);
            if (counter is null)
            {
                _series!.CountOther(outcome);
                return;
            }

            _last = counter;
        }

        counter.Count();
    }

    public Measurement<long> MeasureActive() => new(_active.Read(), Tags);

    public IEnumerable<Measurement<long>> MeasureRequests()
    {
        var now = _time.GetTimestamp();
        foreach (var (_, counter) in _outcomes)
            yield return counter.Measure(now);
    }

    /// <summary>Returns whether no request has ended for a time.</summary>
    public bool IsIdle(TimeSpan time)
        => _time.GetElapsedTime(_created) >= time && _outcomes.Values.All(counter => _time.GetElapsedTime(counter.Changed) >= time);

    /// <summary>Releases all series.</summary>
    /// <returns>The number of series, with that of requests in flight.</returns>
    public int Release()
    {
        _isReleased = true;
        return ReleaseIdle(TimeSpan.Zero) + 1;
    }

    /// <summary>Releases the series without requests for a time.</summary>
    /// <returns>The number of series.</returns>
    public int ReleaseIdle(TimeSpan time)
    {
        var released = 0;
        lock (_outcomes)
        {
            foreach (var (key, counter) in _outcomes)
            {
                if (_time.GetElapsedTime(counter.Changed) < time)
                    continue;

                counter.Release();
                _outcomes.TryRemove(key, out _);
                released++;
            }
        }

        return released;
    }

    private static int IndexOf(int status) => (uint)status < 600 ? status / 100 : 0;

    /// <summary>Returns the counter of an outcome; null if its series has no place.</summary>
    private OutcomeCounter? Find(in ExchangeOutcome outcome)
    {
        var key = (outcome.Status, outcome.Origin, outcome.Cluster);
        if (_outcomes.TryGetValue(key, out var counter))
            return counter;
        if (_series is null)
            return _outcomes.GetOrAdd(key, new OutcomeCounter(outcome, _time.GetTimestamp()));

        // Requests without a place don't wait for each other.
        if (!_series.HasPlace())
            return null;

        // One at a time, so that a series takes one place.
        lock (_outcomes)
        {
            if (_outcomes.TryGetValue(key, out counter) || !_series.TryAdd())
                return counter;

            return _outcomes.GetOrAdd(key, new OutcomeCounter(outcome, _time.GetTimestamp()));
        }
    }
}
