using GatewayKit.Configuration.Policies;

namespace GatewayKit.Proxy.Resilience;

/// <summary>
/// The retries that a cluster can have at the moment: a bucket of tokens. Each request adds a part of a token, each second adds some,
/// and a retry takes one.
/// </summary>
internal sealed class RetryTokens
{
    // In millionths of a token.
    private const long Token = 1_000_000;
    private const long MinimumSize = 10 * Token;

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _size;
    private readonly long _perRequest;
    private readonly long _perSecond;
    private long _tokens;
    private long _filled;

    public RetryTokens(RetryBudget budget, TimeProvider time)
    {
        Budget = budget;
        _time = time;
        (_perRequest, _perSecond) = (budget.Percent * Token / 100, budget.PerSecond * Token);
        _size = Math.Max(MinimumSize, _perSecond);
        _tokens = Math.Min(_size, _perSecond + (_perRequest > 0 ? Token : 0));
        _filled = time.GetTimestamp();
    }

    /// <summary>The limits.</summary>
    public RetryBudget Budget { get; }

    /// <summary>Counts a request, without its retries.</summary>
    public void Deposit()
    {
        lock (_gate)
            _tokens = Math.Min(_size, _tokens + _perRequest);
    }

    /// <summary>Uses a token for a retry.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            _tokens = (long)Math.Min(_size, _tokens + (_perSecond * _time.GetElapsedTime(_filled, now).TotalSeconds));
            _filled = now;
            if (_tokens < Token)
                return false;

            _tokens -= Token;
            return true;
        }
    }
}
