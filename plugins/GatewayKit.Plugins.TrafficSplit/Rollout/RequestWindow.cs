namespace GatewayKit.Plugins.TrafficSplit.Rollout;

/// <summary>
/// Counts requests, failures and latencies. Latencies are counted in buckets of which each is 9 percent wider than the one before, so that
/// a percentile is exact to 9 percent. Thread-safe, and doesn't allocate after it was created.
/// </summary>
internal sealed class RequestWindow
{
    private const int PerDoubling = 8;

    // The last one begins at 2^20 ms, about 17 minutes.
    private readonly int[] _buckets = new int[20 * PerDoubling];
    private long _requests;
    private long _errors;

    public void Add(TimeSpan latency, bool isError)
    {
        Interlocked.Increment(ref _requests);
        if (isError)
            Interlocked.Increment(ref _errors);
        Interlocked.Increment(ref _buckets[BucketOf(latency)]);
    }

    /// <summary>Returns the counts. Requests that are added meanwhile may be missing.</summary>
    public RequestCounts Read() => new(Volatile.Read(ref _requests), Volatile.Read(ref _errors), Percentile(95));

    private int BucketOf(TimeSpan latency)
        => Math.Clamp((int)(Math.Log2(Math.Max(latency.TotalMilliseconds, 1)) * PerDoubling), 0, _buckets.Length - 1);

    private TimeSpan Percentile(int percent)
    {
        var total = 0L;
        foreach (ref var count in _buckets.AsSpan())
            total += Volatile.Read(ref count);

        var rest = total * percent / 100.0;
        for (var i = 0; i < _buckets.Length && total > 0; i++)
        {
            rest -= Volatile.Read(ref _buckets[i]);
            if (rest <= 0)
                return TimeSpan.FromMilliseconds(Math.Pow(2, (i + 1) / (double)PerDoubling));
        }

        return TimeSpan.Zero;
    }
}
