using System.Collections.Concurrent;
using System.Diagnostics;
using GatewayKit.Benchmarks.Statistics;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>Counts the requests of the load.</summary>
internal sealed class CallTally
{
    private readonly ConcurrentDictionary<string, int> _requests = [];
    private readonly ConcurrentDictionary<string, int> _lost = [];

    /// <summary>The times in microseconds from sending a request to the end of its response.</summary>
    public Histogram Latencies { get; } = new();

    /// <summary>The number of requests of each kind.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>The number of lost requests by reason.</summary>
    public IReadOnlyDictionary<string, int> Lost => _lost;

    /// <summary>Sends a request, and counts it.</summary>
    /// <param name="kind">The kind of connection.</param>
    /// <param name="method">The method.</param>
    /// <param name="sendAsync">Sends it and returns why it is lost; null if its response is good.</param>
    public async Task CallAsync(string kind, string method, Func<Task<string?>> sendAsync)
    {
        var start = Stopwatch.GetTimestamp();
        string? lost;
        try
        {
            lost = await sendAsync().WaitAsync(TimeSpan.FromSeconds(15)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException or TimeoutException
            or System.Net.Sockets.SocketException)
        {
            lost = $"{error.GetType().Name}: {error.InnerException?.Message ?? error.Message}";
        }

        _requests.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        if (lost is null)
            Latencies.Record((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        else
            _lost.AddOrUpdate($"{kind}, {method}: {lost}", 1, static (_, count) => count + 1);
    }
}
