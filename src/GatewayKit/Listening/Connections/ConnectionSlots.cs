namespace GatewayKit.Listening.Connections;

/// <summary>The number of connections of all listeners that may be open at the same time.</summary>
/// <param name="most">Returns the maximum. Called once, with the first connection.</param>
internal sealed class ConnectionSlots(Func<long> most)
{
    private readonly Lazy<long> _most = new(most);
    private long _open;

    /// <summary>Gets the maximum.</summary>
    public long Most => _most.Value;

    /// <summary>Gets the number of open connections.</summary>
    public long Open => Interlocked.Read(ref _open);

    /// <summary>Reserves a slot; returns false if none is free.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _open) <= _most.Value)
            return true;

        Free();
        return false;
    }

    /// <summary>Gives a slot back.</summary>
    public void Free() => Interlocked.Decrement(ref _open);
}
