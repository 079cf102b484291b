namespace GatewayKit;

/// <summary>How requests are counted against a limit.</summary>
public enum CounterAlgorithm
{
    /// <summary>
    /// The limit within the last window's length, estimated from the current and the previous window as if the previous
    /// one's requests had come evenly: no border at which a second burst is let through.
    /// </summary>
    SlidingWindow,

    /// <summary>Windows of fixed length, one after the other; cheap, and up to twice the limit across a border.</summary>
    FixedWindow,

    /// <summary>A bucket that holds the limit and refills evenly over the window: bursts, then a steady rate.</summary>
    TokenBucket,
}
