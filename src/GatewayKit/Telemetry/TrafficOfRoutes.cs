using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>
/// The traffic of all routes, up to a limit of series. Some minutes after a route was removed, its series are released. If the limit is
/// reached, so are series without requests. A place that a series has taken is free again after <see cref="Restart"/>.
/// </summary>
/// <param name="limit">The maximum number of series.</param>
/// <param name="time">The clock.</param>
/// <param name="full">Called when a series has no place.</param>
internal sealed class TrafficOfRoutes(int limit, TimeProvider time, Action full)
{
    /// <summary>The time after which the numbers of a removed route were read.</summary>
    private static readonly TimeSpan s_afterRemoval = TimeSpan.FromMinutes(10);

    /// <summary>The time without requests after which a series may lose its place.</summary>
    private static readonly TimeSpan s_idle = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, RouteTraffic> _routes = new(StringComparer.Ordinal);
    private readonly SeriesLimit _series = new(limit, full, time);

    // The others have a place, too.
    private readonly int _maxRoutes = limit - 1;
    private int _places;
    private int _released;

    /// <summary>Returns the traffic of a route, which outlives the route's versions; beyond the limit, that of all other routes.</summary>
    public RouteTraffic Of(string route)
    {
        // Also that of a removed route, whose last requests begin after the removal: it is released nevertheless.
        if (_routes.TryGetValue(route, out var traffic))
            return traffic;
        if (Volatile.Read(ref _places) >= _maxRoutes)
        {
            full();
            return _series.Others;
        }

        // One at a time, so that the limit is exact.
        lock (_routes)
        {
            if (_routes.TryGetValue(route, out traffic))
                return traffic;
            if (_places >= _maxRoutes)
                return _series.Others;

            _places++;
            return _routes.GetOrAdd(route, new RouteTraffic(route, _series, time));
        }
    }

    /// <summary>Returns whether a traffic is that of routes without a place.</summary>
    public bool IsOther(RouteTraffic traffic) => traffic == _series.Others;

    /// <summary>Counts a request that has ended.</summary>
    public void Count(RouteTraffic route, in ExchangeOutcome outcome)
    {
        if (IsOther(route))
            _series.CountOther(outcome);
        else
            route.Count(outcome);
    }

    /// <summary>Keeps the routes of a configuration; the series of others are released later.</summary>
    public void Keep(Func<string, bool> isConfigured)
    {
        lock (_routes)
        {
            foreach (var (id, traffic) in _routes)
                traffic.RemovedAt = isConfigured(id) ? null : traffic.RemovedAt ?? time.GetTimestamp();
        }
    }

    public IEnumerable<Measurement<long>> MeasureRequests()
    {
        Release(traffic => traffic.RemovedAt is { } removed && time.GetElapsedTime(removed) >= s_afterRemoval);
        return _routes.Values.Append(_series.Others).SelectMany(route => route.MeasureRequests());
    }

    public IEnumerable<Measurement<long>> MeasureActive()
        => (Volatile.Read(ref _places) < _maxRoutes ? _routes.Values : _routes.Values.Append(_series.Others))
            .Select(route => route.MeasureActive());

    /// <summary>Releases the series that had no request for a while.</summary>
    /// <returns>The number of places that <see cref="Restart"/> makes free.</returns>
    public int ReleaseIdle()
    {
        // Also if nothing has read the numbers for an hour.
        foreach (var _ in MeasureRequests())
        {
        }

        Release(traffic => traffic.IsIdle(s_idle));
        foreach (var traffic in _routes.Values)
            Interlocked.Add(ref _released, traffic.ReleaseIdle(s_idle));
        return Volatile.Read(ref _released);
    }

    /// <summary>Begins to count places again, because the reader has forgotten its series.</summary>
    public void Restart()
    {
        lock (_routes)
        {
            (_places, _released) = (_routes.Count, 0);
            _series.Restart(_routes.Values.Sum(traffic => traffic.Series));
        }
    }

    private void Release(Func<RouteTraffic, bool> isUnused)
    {
        foreach (var (id, traffic) in _routes)
        {
            if (!isUnused(traffic))
                continue;

            lock (_routes)
            {
                if (isUnused(traffic) && !traffic.IsActive && _routes.TryRemove(id, out _))
                    Interlocked.Add(ref _released, traffic.Release());
            }
        }
    }
}
