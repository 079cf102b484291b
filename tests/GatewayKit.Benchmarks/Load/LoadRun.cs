using System.Diagnostics;

namespace GatewayKit.Benchmarks.Load;

/// <summary>A load while it runs.</summary>
internal sealed class LoadRun : IDisposable
{
    private const int OpenedAtOnce = 32;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly IConnection[] _connections;
    private readonly ISchedule _schedule;
    private readonly Tally _tally = new();
    private readonly Task _running;

    private LoadRun(IConnection[] connections, LoadSpec spec)
    {
        _connections = connections;
        _schedule = spec.Rate > 0 ? new OpenSchedule(spec.Rate) : new ClosedSchedule();
        _running = Task.WhenAll(connections.Select(connection => Task.Run(() => RunAsync(connection))));
    }

    public static async Task<LoadRun> StartAsync(LoadSpec spec)
    {
        var connections = new IConnection[spec.Connections];
        var request = Http1Connection.RequestOf(spec);
        try
        {
            await Parallel.ForAsync(
                0,
                connections.Length,
                new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce },
                async (i, _) => connections[i] = spec.Http == 2
                    ? await Http2Connection.OpenAsync(spec).ConfigureAwait(false)
                    : await Http1Connection.OpenAsync(spec, request).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch
        {
            foreach (var connection in connections)
                connection?.Dispose();
            throw;
        }

        return new LoadRun(connections, spec);
    }

    public LoadCount Count()
        => new(_tally.Requests, Stopwatch.GetElapsedTime(0, Stopwatch.GetTimestamp()).TotalSeconds, _tally.Failure);

    /// <summary>Forgets the latencies so far.</summary>
    public void Reset() => _tally.Reset();

    /// <summary>Ends the load, after the responses that are on their way.</summary>
    public async Task<LoadResult> StopAsync()
    {
        var unsent = _schedule.Stop();
        foreach (var intended in unsent)
            _tally.AddLatency(intended);
        try
        {
            await _running.WaitAsync(s_patience).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            _tally.Fail(e);
        }

        var latencies = _tally.Latencies;
        return new LoadResult(
            latencies.Percentile(0.5) / 1e6,
            latencies.Percentile(0.99) / 1e6,
            latencies.Percentile(0.999) / 1e6,
            latencies.Count,
            unsent.Count,
            _tally.Failure);
    }

    public void Dispose()
    {
        _schedule.Stop();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private async Task RunAsync(IConnection connection)
    {
        try
        {
            await connection.RunAsync(_schedule, _tally).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _tally.Fail(e);
        }
    }
}
