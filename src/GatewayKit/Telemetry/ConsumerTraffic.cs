using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace GatewayKit.Telemetry;

/// <summary>The requests of consumers. The first consumers are counted by name, and all others together.</summary>
/// <param name="limit">The maximum number of names; 0 to count no consumers.</param>
internal sealed class ConsumerTraffic(int limit)
{
    private const string Other = "other";

    private readonly ConcurrentDictionary<string, ConsumerRequests> _consumers = new(StringComparer.Ordinal);
    private readonly ConsumerRequests _others = new(Other);
    private int _count;

    /// <summary>Counts a request that has ended.</summary>
    public void Count(string consumer, int status)
    {
        if (limit > 0)
            Find(consumer).Count(status);
    }

    public IEnumerable<Measurement<long>> Measure() => _consumers.Values.Append(_others).SelectMany(requests => requests.Measure());

    private ConsumerRequests Find(string consumer)
    {
        if (_consumers.TryGetValue(consumer, out var requests))
            return requests;
        if (Volatile.Read(ref _count) >= limit)
            return _others;

        // A consumer of this name is counted with the others.
        if (consumer == Other)
            return _others;
        if (Interlocked.Increment(ref _count) > limit || !_consumers.TryAdd(consumer, new ConsumerRequests(consumer)))
            Interlocked.Decrement(ref _count);
        return _consumers.GetValueOrDefault(consumer, _others);
    }
}
