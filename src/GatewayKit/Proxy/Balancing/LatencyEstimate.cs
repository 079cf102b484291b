namespace GatewayKit.Proxy.Balancing;

/// <summary>
/// The expected latency of a destination: a moving average in which earlier values decay exponentially with time, and that a slower
/// response raises at once (peak EWMA, as in Finagle). Without responses, it decays to zero, so that the destination is tried again.
/// </summary>
internal sealed class LatencyEstimate
{
    private readonly Lock _lock = new();
    private double _seconds;
    private long _at;
    private bool _isKnown;

    /// <summary>Returns the estimate in seconds; null before the first response.</summary>
    /// <param name="now">The current timestamp.</param>
    /// <param name="decay">The time constant.</param>
    /// <param name="time">The clock.</param>
    public double? At(long now, TimeSpan decay, TimeProvider time)
    {
        lock (_lock)
            return _isKnown ? _seconds * Remaining(now, decay, time) : null;
    }

    /// <summary>Adds the latency of a response.</summary>
    /// <param name="seconds">The time until the response.</param>
    /// <param name="now">The current timestamp.</param>
    /// <param name="decay">The time constant.</param>
    /// <param name="time">The clock.</param>
    public void Add(double seconds, long now, TimeSpan decay, TimeProvider time)
    {
        lock (_lock)
            Set(Math.Max(seconds, Average(seconds, now, decay, time)), now);
    }

    /// <summary>
    /// Adds an error. The latency that it counts at least doesn't raise the estimate at once: one error among many responses isn't a reason
    /// to avoid the destination.
    /// </summary>
    /// <param name="seconds">The time until the error.</param>
    /// <param name="least">The latency that the error counts at least.</param>
    /// <param name="now">The current timestamp.</param>
    /// <param name="decay">The time constant.</param>
    /// <param name="time">The clock.</param>
    public void AddError(double seconds, double least, long now, TimeSpan decay, TimeProvider time)
    {
        lock (_lock)
            Set(Math.Max(seconds, Average(Math.Max(seconds, least), now, decay, time)), now);
    }

    /// <summary>Adds the time that a request had waited for a response when its client gave up.</summary>
    /// <param name="seconds">The time.</param>
    /// <param name="now">The current timestamp.</param>
    /// <param name="decay">The time constant.</param>
    /// <param name="time">The clock.</param>
    public void AddWait(double seconds, long now, TimeSpan decay, TimeProvider time)
    {
        lock (_lock)
        {
            if (_isKnown && seconds > _seconds * Remaining(now, decay, time))
                Set(seconds, now);
        }
    }

    private double Average(double seconds, long now, TimeSpan decay, TimeProvider time)
    {
        if (!_isKnown)
            return seconds;

        var remaining = Remaining(now, decay, time);
        return (_seconds * remaining) + (seconds * (1 - remaining));
    }

    private void Set(double seconds, long now)
    {
        _seconds = seconds;
        _at = now;
        _isKnown = true;
    }

    // Timestamps of other threads can be a little later.
    private double Remaining(long now, TimeSpan decay, TimeProvider time)
        => Math.Exp(-Math.Max(0, time.GetElapsedTime(_at, now) / decay));
}
