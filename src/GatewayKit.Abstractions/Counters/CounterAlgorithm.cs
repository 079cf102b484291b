namespace GatewayKit;

/// <summary>How requests are counted against a limit.</summary>
public enum CounterAlgorithm
{
    /// <summary>
    /// Counts the requests of the last window, estimated from the current window and the previous one, assuming that the previous
    /// window's requests were spread evenly. Doesn't allow a second burst at a window boundary.
    /// </summary>
    SlidingWindow,

    /// <summary>Counts per window of fixed length. The cheapest algorithm; allows up to twice the limit across a window boundary.</summary>
    FixedWindow,

    /// <summary>A bucket that holds up to the limit and refills evenly over the window: allows bursts, then a steady rate.</summary>
    TokenBucket,
}
