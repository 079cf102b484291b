namespace GatewayKit.Plugins.LoadShedding;

/// <summary>A request in flight: it waits for the head of the upstream's response.</summary>
/// <param name="begunAt">The timestamp of its begin.</param>
internal sealed class Admission(long begunAt)
{
    private long _begunAt = begunAt;
    private volatile bool _waitsForClient;

    /// <summary>Gets or sets whether the wait is over.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Notes that the upstream can't respond before the client sends more of the request's body.</summary>
    public void WaitForClient() => _waitsForClient = true;

    /// <summary>Begins the wait for the upstream again, after the client has sent something.</summary>
    public void Restart(long timestamp)
    {
        Volatile.Write(ref _begunAt, timestamp);
        _waitsForClient = false;
    }

    /// <summary>Returns the time for which the upstream alone is responsible; null if the client is.</summary>
    public long? Elapsed(long timestamp) => _waitsForClient ? null : timestamp - Volatile.Read(ref _begunAt);
}
