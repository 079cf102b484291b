namespace GatewayKit.Plugins.LoadShedding;

/// <summary>A request that waits for the head of the upstream's response. It is in flight, except while it waits for its client.</summary>
/// <param name="limit">The limit that it counts against. It has already been added.</param>
/// <param name="begunAt">The timestamp of its begin.</param>
internal sealed class Admission(AdaptiveLimit limit, long begunAt)
{
    private const int InFlight = 0;
    private const int WaitingForClient = 1;
    private const int Ended = 2;

    private long _begunAt = begunAt;
    private int _state;

    /// <summary>Notes that the upstream can't respond before the client sends more of the request's body.</summary>
    public void WaitForClient()
    {
        if (Interlocked.CompareExchange(ref _state, WaitingForClient, InFlight) == InFlight)
            limit.Exit();
    }

    /// <summary>Begins the wait for the upstream again, after the client has sent something. It may exceed the limit then.</summary>
    public void Restart(long timestamp)
    {
        Volatile.Write(ref _begunAt, timestamp);
        if (Interlocked.CompareExchange(ref _state, InFlight, WaitingForClient) == WaitingForClient)
            limit.Enter();
    }

    /// <summary>Ends the wait, while the body may still be read.</summary>
    /// <param name="timestamp">The timestamp of the end.</param>
    /// <param name="elapsed">The time for which the upstream alone is responsible; null if the client is.</param>
    /// <returns>Whether it hadn't ended before.</returns>
    public bool TryEnd(long timestamp, out long? elapsed)
    {
        var state = Interlocked.Exchange(ref _state, Ended);
        elapsed = state == InFlight ? timestamp - Volatile.Read(ref _begunAt) : null;
        if (state == InFlight)
            limit.Exit();
        return state != Ended;
    }
}
