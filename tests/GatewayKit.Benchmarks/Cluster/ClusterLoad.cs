using System.Diagnostics;

namespace GatewayKit.Benchmarks.Cluster;

/// <summary>The load: callers of all kinds, each at a fixed rate. A tenth of the requests has a body.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _all;

    /// <param name="rate">The requests a second of all callers.</param>
    /// <param name="paths">The paths, which are always valid.</param>
    /// <param name="host">Their host.</param>
    /// <param name="pick">Picks a replica that is ready.</param>
    public ClusterLoad(int rate, IReadOnlyList<string> paths, string host, Func<Replica> pick)
    {
        ICaller[] callers =
        [
            .. Enumerable.Range(0, 10).Select(_ => new Http1Caller(pick, host, keepsConnection: true)),
            .. Enumerable.Range(0, 4).Select(_ => new Http1Caller(pick, host, keepsConnection: false)),
            .. Enumerable.Range(0, 6).Select(_ => new Http2Caller(pick, host)),
        ];
        var interval = TimeSpan.FromSeconds((double)callers.Length / rate);
        _all = Task.WhenAll(callers.Select((caller, index) => Task.Run(() => RunAsync(caller, paths, interval, new Random(index)))));
    }

    public CallTally Tally { get; } = new();

    /// <summary>Ends the load after the requests in progress.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _all.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task RunAsync(ICaller caller, IReadOnlyList<string> paths, TimeSpan interval, Random random)
    {
        using (caller)
        {
            while (!_end.IsCancellationRequested)
            {
                var start = Stopwatch.GetTimestamp();
                var (path, hasBody) = (paths[random.Next(paths.Count)], random.Next(10) == 0);
                await Tally.CallAsync(caller.Kind, hasBody ? "POST" : "GET", () => caller.SendAsync(path, hasBody)).ConfigureAwait(false);
                var rest = interval - Stopwatch.GetElapsedTime(start);
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
