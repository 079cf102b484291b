namespace GatewayKit.Plugins.Deprecation.Usage;

/// <summary>The number of requests of one consumer.</summary>
internal sealed class ConsumerUsage
{
    private long _total;
    private long _logged;

    /// <summary>Gets the number of requests since the entry was created.</summary>
    public long Total => Interlocked.Read(ref _total);

    public void Count() => Interlocked.Increment(ref _total);

    /// <summary>Returns the number of requests since the last call.</summary>
    public long TakeUnlogged()
    {
        var total = Total;
        return total - Interlocked.Exchange(ref _logged, total);
    }
}
