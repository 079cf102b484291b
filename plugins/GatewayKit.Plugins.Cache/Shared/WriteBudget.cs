namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>Bounds the bytes that a node writes to the shared store in a minute, because clients can request any number of URIs.</summary>
internal sealed class WriteBudget(long bytes, TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _start = time.GetTimestamp();
    private long _used;

    /// <returns>Whether the bytes may be written.</returns>
    public bool TryTake(long count)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_start) >= s_window)
                (_start, _used) = (time.GetTimestamp(), 0);
            if (count > bytes - _used)
                return false;

            _used += count;
            return true;
        }
    }
}
