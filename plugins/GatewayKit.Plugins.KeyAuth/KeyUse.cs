namespace GatewayKit.Plugins.KeyAuth;

/// <summary>The last use of a key, to the second.</summary>
internal sealed class KeyUse
{
    private long _ticks;

    public DateTimeOffset Time => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Records a use. Writes at most once a second, because cores that use the same key would wait for each other.</summary>
    public void Record(DateTimeOffset time)
    {
        if (time.UtcTicks - Volatile.Read(ref _ticks) >= TimeSpan.TicksPerSecond)
            Volatile.Write(ref _ticks, time.UtcTicks);
    }
}
