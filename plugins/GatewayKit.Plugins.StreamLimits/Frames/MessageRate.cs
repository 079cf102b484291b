namespace GatewayKit.Plugins.StreamLimits.Frames;

/// <summary>
/// The rate of messages of one connection: as many at once as the limit, and then one for each part of the window (a token bucket, kept as
/// the time at which it is full again).
/// </summary>
/// <param name="limit">The maximum number of messages per window.</param>
/// <param name="window">The length of the window.</param>
/// <param name="time">The clock.</param>
internal sealed class MessageRate(int limit, TimeSpan window, TimeProvider time)
{
    private readonly long _part = (long)Math.Ceiling(window.TotalSeconds * time.TimestampFrequency / limit);
    private long _fullAt = time.GetTimestamp();

    /// <summary>Counts a message. Returns false if it exceeds the limit.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        var fullAt = long.Max(_fullAt, now) + _part;
        if (fullAt - now > _part * limit)
            return false;

        _fullAt = fullAt;
        return true;
    }
}
