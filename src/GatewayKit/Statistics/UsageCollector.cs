using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using GatewayKit.Telemetry;

namespace GatewayKit.Statistics;

/// <summary>
/// Counts every exchange by route, consumer and class of its status, in bounded memory. It counts nothing until it is enabled. The store
/// takes the sums in an interval; a host without a store can do that instead. A request allocates nothing, unless it is the first of its
/// series, or its latency is outside of those before.
/// </summary>
public sealed class UsageCollector
{
    /// <summary>The name that stands for no route, or no caller.</summary>
    public const string None = "(none)";

    /// <summary>The name that stands for all others.</summary>
    public const string Other = "(other)";

    private readonly ConcurrentDictionary<UsageKey, UsageCells> _series = new();
    private readonly Lock _taking = new();
    private int _count;
    private int _limit;
    private long _overflow;

    internal UsageCollector(IMeterFactory meters)
        => meters.Create(PluginTelemetry.MeterName).CreateObservableCounter(
            "gatewaykit.statistics.overflow", () => Interlocked.Read(ref _overflow), "{request}",
            "Requests that the statistics have counted as those of other consumers or routes, beyond the limit.");

    /// <summary>Gets whether requests are counted.</summary>
    public bool IsEnabled => Volatile.Read(ref _limit) > 0;

    /// <summary>Counts from now on.</summary>
    /// <param name="limit">
    /// The maximum number of series between two calls of <see cref="Take"/>, 1 to 100,000. Beyond it, requests are counted by route with
    /// the consumer <c>(other)</c>, and beyond twice the limit with the route <c>(other)</c>, too.
    /// </param>
    public void Enable(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100_000);
        Volatile.Write(ref _limit, limit);
    }

    /// <summary>Removes and returns the requests that were counted since the last call. Each request is returned once.</summary>
    public IReadOnlyList<UsageSeries> Take()
    {
        lock (_taking)
        {
            var taken = new List<UsageSeries>();
            foreach (var (key, cells) in _series)
            {
                var sum = cells.Take(key, close: false);
                if (sum.Count == 0)
                    sum = Remove(key, cells);
                if (sum.Count > 0)
                    taken.Add(sum);
            }

            return taken;
        }
    }

    /// <summary>Counts a request.</summary>
    /// <param name="route">The id of the route.</param>
    /// <param name="consumer">The name of the consumer; null for none.</param>
    /// <param name="status">The status of the response.</param>
    /// <param name="requestBytes">The size of the request's body; less than 0 if it isn't known.</param>
    /// <param name="responseBytes">The size of the response's body; less than 0 if it isn't known.</param>
    /// <param name="duration">The time of the exchange.</param>
    internal void Record(string route, string? consumer, int status, long requestBytes, long responseBytes, TimeSpan duration)
    {
        var key = new UsageKey(route, consumer ?? None, status is >= 100 and < 600 ? status / 100 : 0);
        while (!Find(key).TryAdd(Math.Max(0, requestBytes), Math.Max(0, responseBytes), duration))
        {
            // The series was idle, and closed just now. The next one is another.
        }
    }

    private UsageCells Find(in UsageKey key)
    {
        if (_series.TryGetValue(key, out var found) || TryAdd(key, _limit, out found))
            return found;

        Interlocked.Increment(ref _overflow);
        var ofRoute = key with { Consumer = Other };
        if (_series.TryGetValue(ofRoute, out found) || TryAdd(ofRoute, 2L * _limit, out found))
            return found;

        // As many as there are classes.
        var ofAll = new UsageKey(Other, Other, key.StatusClass);
        if (!_series.TryGetValue(ofAll, out found))
            TryAdd(ofAll, long.MaxValue, out found);
        return found!;
    }

    private bool TryAdd(in UsageKey key, long limit, [NotNullWhen(true)] out UsageCells? cells)
    {
        cells = null;
        if (Volatile.Read(ref _count) >= limit)
            return false;

        if (Interlocked.Increment(ref _count) <= limit)
        {
            var created = new UsageCells();
            cells = _series.GetOrAdd(key, created);
            if (ReferenceEquals(cells, created))
                return true;
        }

        Interlocked.Decrement(ref _count);
        return cells is not null;
    }

    private UsageSeries Remove(UsageKey key, UsageCells cells)
    {
        _series.TryRemove(KeyValuePair.Create(key, cells));
        Interlocked.Decrement(ref _count);
        return cells.Take(key, close: true);
    }
}
