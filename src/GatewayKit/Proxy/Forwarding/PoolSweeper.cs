using System.Collections.Concurrent;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>Closes connections that are idle for too long. One timer serves all pools, and rests while no connection is idle.</summary>
internal sealed class PoolSweeper : IDisposable
{
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ConnectionPool, bool> _pools = [];
    private readonly ITimer _timer;
    private int _isRunning;

    public PoolSweeper(TimeProvider time)
    {
        Time = time;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = time.CreateTimer(
                static state => ((PoolSweeper)state!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Watches a pool as long as it has idle connections.</summary>
    public void Watch(ConnectionPool pool)
    {
        _pools[pool] = true;
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
            _timer.Change(s_period, s_period);
    }

    /// <summary>Closes all idle connections.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        foreach (var (pool, _) in _pools)
            pool.CloseIdle();
    }

    private void Sweep()
    {
        foreach (var (pool, _) in _pools)
        {
            // A connection that becomes idle in between adds the pool again.
            _pools.TryRemove(pool, out var _);
            if (pool.Sweep())
                _pools[pool] = true;
        }

        if (!_pools.IsEmpty)
            return;

        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Interlocked.Exchange(ref _isRunning, 0);
        if (!_pools.IsEmpty && Interlocked.Exchange(ref _isRunning, 1) == 0)
            _timer.Change(s_period, s_period);
    }
}
