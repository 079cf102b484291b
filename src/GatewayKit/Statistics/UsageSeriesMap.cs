using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Statistics;

/// <summary>The series that are being counted, in bounded memory.</summary>
/// <param name="other">The route of requests beyond twice the limit.</param>
internal sealed class UsageSeriesMap(string other)
{
    private readonly ConcurrentDictionary<UsageKey, UsageCells> _series = new();
    private int _count;
    private int _limit;
    private long _overflow;

    /// <summary>The maximum number of series. Beyond it, requests are counted by route with the consumer <c>(other)</c>, and beyond twice
    /// the limit with another route, too.</summary>
    public int Limit
    {
        get => Volatile.Read(ref _limit);
        set => Volatile.Write(ref _limit, value);
    }

    /// <summary>The number of requests beyond the limit.</summary>
    public long Overflow => Interlocked.Read(ref _overflow);

    /// <summary>Counts a request.</summary>
    public void Record(in UsageKey key, long requestBytes, long responseBytes, TimeSpan duration)
    {
        while (!Find(key).TryAdd(Math.Max(0, requestBytes), Math.Max(0, responseBytes), duration))
        {
            // The series was idle, and closed just now. The next one is another.
        }
    }

    /// <summary>Removes the requests that were counted, and adds them to a list. Only one call runs at a time.</summary>
    /// <param name="taken">The list.</param>
    /// <param name="prefix">The beginning of the routes in the list.</param>
    public void MoveTo(List<UsageSeries> taken, string prefix = "")
    {
        foreach (var (key, cells) in _series)
        {
            var name = prefix.Length == 0 ? key : key with { Route = prefix + key.Route };
            var sum = cells.Take(name, close: false);
            if (sum.Count == 0)
                sum = Remove(key, name, cells);
            if (sum.Count > 0)
                taken.Add(sum);
        }
    }

    private UsageCells Find(in UsageKey key)
    {
        if (_series.TryGetValue(key, out var found) || TryAdd(key, _limit, out found))
            return found;

        Interlocked.Increment(ref _overflow);
        var ofRoute = key with { Consumer = UsageCollector.Other };
        if (_series.TryGetValue(ofRoute, out found) || TryAdd(ofRoute, 2L * _limit, out found))
            return found;

        // As many as there are classes.
        var ofAll = new UsageKey(other, UsageCollector.Other, key.StatusClass);
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

    private UsageSeries Remove(UsageKey key, UsageKey name, UsageCells cells)
    {
        _series.TryRemove(KeyValuePair.Create(key, cells));
        Interlocked.Decrement(ref _count);
        return cells.Take(name, close: true);
    }
}
