using System.Diagnostics;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Load;

/// <summary>Counts the requests of all connections, and their latencies.</summary>
internal sealed class Tally
{
    private long _requests;
    private string? _failure;
    private volatile Histogram _latencies = new();

    public long Requests => Interlocked.Read(ref _requests);

    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>The latencies in nanoseconds.</summary>
    public Histogram Latencies => _latencies;

    /// <summary>Forgets the latencies so far.</summary>
    public void Reset() => _latencies = new Histogram();

    /// <summary>Counts a request whose response has just arrived.</summary>
    /// <param name="intended">The timestamp at which the request should have been sent.</param>
    public void Add(long intended)
    {
        Interlocked.Increment(ref _requests);
        AddLatency(intended);
    }

    public void AddLatency(long intended) => _latencies.Record((long)Stopwatch.GetElapsedTime(intended).TotalNanoseconds);

    /// <summary>Keeps a failure, unless there was one before.</summary>
    public void Fail(Exception failure) => Interlocked.CompareExchange(ref _failure, $"{failure.GetType().Name}: {failure.Message}", null);
}
