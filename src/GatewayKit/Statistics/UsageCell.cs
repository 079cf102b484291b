namespace GatewayKit.Statistics;

/// <summary>The requests of a series that some of the processors have counted. A lock that is hardly ever contended guards it.</summary>
internal sealed class UsageCell
{
    private readonly Lock _lock = new();
    private readonly LatencySketch _latency = new();
    private long _requestBytes;
    private long _responseBytes;
    private long _ticks;
    private bool _isClosed;

    /// <summary>Counts a request.</summary>
    /// <returns>Whether it was counted; false if the cell was closed.</returns>
    public bool TryAdd(long requestBytes, long responseBytes, TimeSpan duration)
    {
        lock (_lock)
        {
            if (_isClosed)
                return false;

            _requestBytes += requestBytes;
            _responseBytes += responseBytes;
            _ticks += duration.Ticks;
            _latency.Add(duration);
            return true;
        }
    }

    /// <summary>Moves the requests into a sum.</summary>
    /// <param name="sum">The sum.</param>
    /// <param name="close">Whether the cell counts no further requests.</param>
    public void MoveTo(ref UsageSeries sum, bool close)
    {
        lock (_lock)
        {
            _isClosed |= close;
            if (_latency.Count == 0)
                return;

            sum.Latency.Add(_latency);
            sum = sum with
            {
                Count = sum.Count + _latency.Count,
                RequestBytes = sum.RequestBytes + _requestBytes,
                ResponseBytes = sum.ResponseBytes + _responseBytes,
                Duration = sum.Duration + TimeSpan.FromTicks(_ticks),
            };
            (_requestBytes, _responseBytes, _ticks) = (0, 0, 0);
            _latency.Clear();
        }
    }
}
